package io.framewright.gateway.assets;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.http.MultipartReader;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads forms with one file: the file goes to the asset store as it comes. */
@Singleton
public final class Uploads {

  private static final int LONGEST_FIELD = 1024 * 1024;

  private final AssetStore assets;

  Uploads(AssetStore assets) {
    this.assets = assets;
  }

  /**
   * A form that was read.
   *
   * @param asset what the part {@code file} held
   * @param fields the other parts, as text
   */
  public record Form(Asset asset, Map<String, String> fields) {}

  /**
   * Reads the whole form; each part at most once, in any order.
   *
   * @param known names of the fields beside {@code file} that may come
   */
  public Form read(ServerHttpRequest<?> request, Caller caller, Set<String> known) {
    refuseByLength(request, caller);
    Asset asset = null;
    Map<String, String> fields = new LinkedHashMap<>();
    try (InputStream body = request.byteBody().toInputStream()) {
      MultipartReader parts = new MultipartReader(body, boundary(request));
      for (var part = parts.next(); part.isPresent(); part = parts.next()) {
        String name = part.get().headers().name();
        if (name.equals("file") && asset == null) {
          asset = store(caller, part.get());
        } else if (!known.contains(name) || fields.containsKey(name)) {
          throw unexpected(name, known);
        } else {
          fields.put(name, text(name, part.get().content()));
        }
      }
      return new Form(present(asset), fields);
    } catch (IOException | ApiException e) {
      if (asset != null) {
        assets.delete(caller.tenant(), asset.id());
      }
      throw e instanceof ApiException refusal
          ? refusal
          : new ApiException(ErrorCode.MALFORMED_REQUEST, "The upload broke off.");
    }
  }

  private Asset store(Caller caller, MultipartReader.Part part) {
    return assets.store(caller, part.headers().fileName().orElse("file"), part.content());
  }

  private static Asset present(@Nullable Asset asset) {
    if (asset == null) {
      throw new ApiException(
          ErrorCode.VALIDATION_ERROR,
          "The form has no part called 'file'.",
          ErrorDetails.field("file").suggestion("curl -F file=@photo.jpg"));
    }
    return asset;
  }

  /** A declared length that cannot fit is refused before a byte is stored. */
  static void refuseByLength(ServerHttpRequest<?> request, Caller caller) {
    long limit = caller.allowance().maxUploadBytes();
    if (request.getContentLength() > limit + LONGEST_FIELD) {
      throw HashedUpload.tooLarge(limit);
    }
  }

  private static String boundary(ServerHttpRequest<?> request) {
    return request
        .getContentType()
        .filter(type -> type.matches(MediaType.MULTIPART_FORM_DATA_TYPE))
        .flatMap(type -> type.getParameters().get("boundary"))
        .map(boundary -> boundary.toString().replace("\"", ""))
        .orElseThrow(() ->
            new ApiException(
                ErrorCode.MALFORMED_REQUEST, "multipart/form-data comes with a boundary."));
  }

  private static String text(String name, InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(LONGEST_FIELD + 1);
    if (bytes.length > Math.min(LONGEST_FIELD, StrictJson.LARGEST)) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The field '%s' has more than %d bytes.".formatted(name, LONGEST_FIELD));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ApiException unexpected(String name, Set<String> known) {
    return new ApiException(
        ErrorCode.VALIDATION_ERROR,
        "The form has a part '%s' that is not known here, or that came twice.".formatted(name),
        ErrorDetails.field(name)
            .allowed(
                java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("file"), known.stream().sorted())
                    .toList()));
  }
}
