package io.framewright.gateway.http;

import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.storage.ObjectStore;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects as answers: streamed, in parts where asked, not at all where the client has them. */
@Singleton
public final class Downloads {

  private final ObjectStore objects;

  Downloads(ObjectStore objects) {
    this.objects = objects;
  }

  /**
   * An object that may be fetched.
   *
   * @param key in the store
   * @param fileName that the client saves it under
   * @param sha256 of the content, which is its entity tag
   */
  public record Download(
      String key, String fileName, String contentType, long bytes, String sha256) {
    String entityTag() {
      return "\"" + sha256 + "\"";
    }
  }

  /** Answers a GET or HEAD for {@code download}. */
  public HttpResponse<?> answer(HttpRequest<?> request, Download download) {
    if (matches(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH), download.entityTag())) {
      return described(HttpResponse.status(HttpStatus.NOT_MODIFIED), download);
    }
    return switch (ByteRange.of(range(request, download), download.bytes())) {
      case ByteRange.Whole _ -> whole(request, download);
      case ByteRange.Part part -> part(download, part);
      case ByteRange.Unsatisfiable _ -> unsatisfiable(download);
    };
  }

  /** Ranges are for GET, and only of the very content that the client has begun to fetch. */
  private static @Nullable String range(HttpRequest<?> request, Download download) {
    String condition = request.getHeaders().get("If-Range");
    boolean same = condition == null || condition.equals(download.entityTag());
    return request.getMethod() == HttpMethod.GET && same
        ? request.getHeaders().get(HttpHeaders.RANGE)
        : null;
  }

  private HttpResponse<?> whole(HttpRequest<?> request, Download download) {
    if (request.getMethod() == HttpMethod.HEAD) {
      return described(HttpResponse.ok(), download).contentLength(download.bytes());
    }
    return described(
        HttpResponse.ok(stream(download, objects.get(download.key()), download.bytes())), download);
  }

  private HttpResponse<?> part(Download download, ByteRange.Part part) {
    var content = objects.get(download.key(), part.first(), part.last());
    return described(
            HttpResponse.status(HttpStatus.PARTIAL_CONTENT)
                .body(stream(download, content, part.length())),
            download)
        .header(
            HttpHeaders.CONTENT_RANGE,
            "bytes %d-%d/%d".formatted(part.first(), part.last(), download.bytes()));
  }

  private static HttpResponse<?> unsatisfiable(Download download) {
    return HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + download.bytes());
  }

  private static StreamedFile stream(
      Download download, Optional<ObjectStore.Content> content, long length) {
    ObjectStore.Content found =
        content.orElseThrow(
            () -> new ApiException(ErrorCode.OBJECT_NOT_FOUND, "The object is gone."));
    return new StreamedFile(
        found.stream(),
        MediaType.of(download.contentType()),
        found.object().lastModified(),
        length);
  }

  private static MutableHttpResponse<?> described(
      MutableHttpResponse<?> response, Download download) {
    return response
        .contentType(MediaType.of(download.contentType()))
        .header(HttpHeaders.ETAG, download.entityTag())
        .header(HttpHeaders.ACCEPT_RANGES, "bytes")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(download.fileName()));
  }

  private static boolean matches(@Nullable String condition, String entityTag) {
    return condition != null
        && Arrays.stream(condition.split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
  }
}
