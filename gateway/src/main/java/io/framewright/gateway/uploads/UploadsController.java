package io.framewright.gateway.uploads;

import io.framewright.gateway.assets.Asset;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.PathId;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/uploads}: files in pieces, as tus 1.0 has it (https://tus.io/protocols). */
@Controller("/api/v1/uploads")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UploadsController {

  private static final String PIECE = "application/offset+octet-stream";

  private final ResumableUploads uploads;

  UploadsController(ResumableUploads uploads) {
    this.uploads = uploads;
  }

  /** An upload, as JSON. */
  @Serdeable
  record UploadAnswer(UploadJson upload) {}

  /**
   * How far it is.
   *
   * @param status uploading or complete
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record UploadJson(
      UUID id,
      String status,
      long offset,
      long length,
      String filename,
      Instant expiresAt,
      @Nullable Asset asset) {}

  @Options
  HttpResponse<?> what(Authentication authentication) {
    long most = Caller.of(authentication).allowance().maxUploadBytes();
    return HttpResponse.noContent()
        .header("Tus-Version", TusHeaders.VERSION)
        .header("Tus-Extension", "creation,termination,expiration,checksum")
        .header("Tus-Checksum-Algorithm", Checksum.KNOWN)
        .header("Tus-Max-Size", Long.toString(most));
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> begin(HttpRequest<?> request, Authentication authentication) {
    Optional<String> metadata = TusHeaders.metadata(request);
    UploadNote note =
        uploads.begin(
            Caller.of(authentication),
            TusHeaders.number(request, TusHeaders.LENGTH),
            TusHeaders.fileName(metadata),
            metadata.orElse(null));
    return HttpResponse.created(URI.create("/api/v1/uploads/" + note.id()))
        .header(TusHeaders.EXPIRES, date(note.expiresAt()));
  }

  @Head("/{id}")
  HttpResponse<?> how(String id, Authentication authentication) {
    ResumableUploads.State state = uploads.find(Caller.of(authentication), parsed(id));
    MutableHttpResponse<?> response =
        described(HttpResponse.ok(), state)
            .header(TusHeaders.LENGTH, Long.toString(state.note().length()))
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    Optional.ofNullable(state.note().metadata())
        .ifPresent(metadata -> response.header(TusHeaders.METADATA, metadata));
    return response;
  }

  @Get(uri = "/{id}", headRoute = false)
  UploadAnswer show(String id, Authentication authentication) {
    ResumableUploads.State state = uploads.find(Caller.of(authentication), parsed(id));
    UploadNote note = state.note();
    return new UploadAnswer(
        new UploadJson(
            note.id(),
            state.asset().isPresent() ? "complete" : "uploading",
            state.offset(),
            note.length(),
            note.fileName(),
            note.expiresAt(),
            state.asset().orElse(null)));
  }

  @Patch("/{id}")
  @Consumes(MediaType.ALL)
  HttpResponse<?> append(String id, ServerHttpRequest<?> request, Authentication authentication) {
    if (request.getContentType().filter(type -> type.getName().equals(PIECE)).isEmpty()) {
      throw new ApiException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "A piece is sent as %s.".formatted(PIECE));
    }
    long offset = TusHeaders.number(request, TusHeaders.OFFSET);
    Optional<Checksum> checksum = TusHeaders.checksum(request);
    try (InputStream body = request.byteBody().toInputStream()) {
      return described(
          HttpResponse.noContent(),
          uploads.append(
              Caller.of(authentication),
              parsed(id),
              offset,
              request.getContentLength(),
              checksum,
              body));
    } catch (IOException e) {
      throw new ApiException(ErrorCode.MALFORMED_REQUEST, "The piece broke off.");
    }
  }

  @Delete("/{id}")
  HttpResponse<?> end(String id, Authentication authentication) {
    uploads.end(Caller.of(authentication), parsed(id));
    return HttpResponse.noContent();
  }

  private static MutableHttpResponse<?> described(
      MutableHttpResponse<?> response, ResumableUploads.State state) {
    response
        .header(TusHeaders.OFFSET, Long.toString(state.offset()))
        .header(TusHeaders.EXPIRES, date(state.note().expiresAt()));
    state.asset().ifPresent(asset -> response.header(TusHeaders.ASSET, asset.id().toString()));
    return response;
  }

  private static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  private static UUID parsed(String id) {
    return PathId.of(
        id, () -> new ApiException(ErrorCode.UPLOAD_NOT_FOUND, "There is no such upload."));
  }
}
