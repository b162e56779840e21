package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.storage.StoragePath;
import io.framewright.platform.errors.ErrorCode;
import java.util.Optional;

/**
 * What a client wants to get.
 *
 * @param path where the output is to be found in the tenant's own space
 * @param image settings of the encoder, as sent; likewise video and audio
 */
public record OutputRequest(
    OutputFormat format,
    Optional<StoragePath> path,
    Optional<Fields> image,
    Optional<Fields> video,
    Optional<Fields> audio) {

  private static final String FIELD = "output";

  /** Reads the {@code output} of a request: a format, a path, or an object. */
  public static OutputRequest of(JsonNode output) {
    return output.isTextual() ? ofText(output.textValue()) : ofObject(output);
  }

  private static OutputRequest ofText(String output) {
    if (StoragePath.looksLike(output)) {
      StoragePath path = path(output, FIELD);
      return plain(ending(path, FIELD), Optional.of(path));
    }
    return plain(format(output, FIELD), Optional.empty());
  }

  private static OutputRequest plain(OutputFormat format, Optional<StoragePath> path) {
    return new OutputRequest(format, path, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static OutputRequest ofObject(JsonNode output) {
    Fields fields =
        Fields.of(output, FIELD, ErrorCode.INVALID_OUTPUT)
            .only("path", "format", "image", "video", "audio");
    Optional<StoragePath> path = fields.text("path").map(text -> path(text, "output.path"));
    OutputFormat format =
        fields
            .text("format")
            .map(name -> format(name, "output.format"))
            .or(() -> path.map(stored -> ending(stored, "output.path")))
            .orElseThrow(() -> fields.missing("format"));
    return new OutputRequest(
        format, path, fields.object("image"), fields.object("video"), fields.object("audio"));
  }

  private static StoragePath path(String text, String field) {
    if (!StoragePath.looksLike(text)) {
      throw new ApiException(
          ErrorCode.INVALID_OUTPUT,
          "'%s' should begin with /storage/.".formatted(field),
          ErrorDetails.field(field).value(text).suggestion("/storage/results/photo.webp"));
    }
    return StoragePath.ofRooted(text, field, ErrorCode.INVALID_OUTPUT);
  }

  private static OutputFormat ending(StoragePath path, String field) {
    String name = path.fileName();
    return format(name.substring(name.lastIndexOf('.') + 1), field);
  }

  private static OutputFormat format(String name, String field) {
    return OutputFormat.named(name)
        .orElseThrow(() ->
            new ApiException(
                ErrorCode.INVALID_OUTPUT,
                "'%s' names no format that can be made here.".formatted(field),
                ErrorDetails.field(field).value(name).allowed(OutputFormat.names())));
  }
}
