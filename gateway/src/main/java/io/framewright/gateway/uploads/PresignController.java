package io.framewright.gateway.uploads;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.assets.AssetAnswer;
import io.framewright.gateway.http.PathId;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.plan.Fields;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** {@code /api/v1/assets/presign} and {@code /complete}: files that go past the gateway. */
@Controller("/api/v1/assets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PresignController {

  private final PresignedUploads uploads;

  PresignController(PresignedUploads uploads) {
    this.uploads = uploads;
  }

  /** How to send the file. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record PresignAnswer(Begun asset, Put put, Instant expiresAt) {}

  /** The asset that it will be. */
  @Serdeable
  record Begun(UUID id) {}

  /** A request of HTTP. */
  @Serdeable
  record Put(URI url, Map<String, String> headers) {}

  @Post("/presign")
  HttpResponse<PresignAnswer> presign(@Body byte[] body, Authentication authentication) {
    JsonNode asked = StrictJson.read(body, "The body");
    Fields fields =
        Fields.of(asked, "", ErrorCode.VALIDATION_ERROR).only("content_type", "bytes", "filename");
    JsonNode bytes = fields.value("bytes").orElseThrow(() -> fields.missing("bytes"));
    if (!bytes.isIntegralNumber() || !bytes.canConvertToLong()) {
      throw fields.wrong("bytes", "is the file's length, from 1", bytes);
    }
    PresignedUploads.Begun begun =
        uploads.begin(
            Caller.of(authentication),
            fields.requiredText("content_type"),
            bytes.longValue(),
            fields.text("filename").orElse("file"));
    return HttpResponse.created(
        new PresignAnswer(
            new Begun(begun.note().id()),
            new Put(begun.put().url(), begun.put().headers()),
            begun.note().expiresAt()));
  }

  @Post("/{id}/complete")
  AssetAnswer complete(String id, Authentication authentication) {
    UUID upload = PathId.of(id, PresignedUploads::absent);
    return new AssetAnswer(uploads.complete(Caller.of(authentication), upload));
  }
}
