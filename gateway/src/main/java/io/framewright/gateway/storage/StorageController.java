package io.framewright.gateway.storage;

import io.framewright.gateway.assets.Asset;
import io.framewright.gateway.assets.HashedUpload;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.Downloads;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.TenantId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.io.InputStream;

/** {@code /api/v1/storage}: the tenant's own paths. */
@Controller("/api/v1/storage")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StorageController {

  private final StorageSpace space;
  private final StorageListing listing;
  private final Downloads downloads;

  StorageController(StorageSpace space, StorageListing listing, Downloads downloads) {
    this.space = space;
    this.listing = listing;
    this.downloads = downloads;
  }

  /** What was stored. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record StoredAnswer(String path, String contentType, long bytes, String sha256) {}

  @Put("/{+path}")
  @Consumes(MediaType.ALL)
  HttpResponse<StoredAnswer> put(
      String path, ServerHttpRequest<?> request, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    StoragePath checked = checked(path);
    HashedUpload.refuseLength(caller, request.getContentLength());
    try (InputStream body = request.byteBody().toInputStream()) {
      Asset asset = space.put(caller, checked, body);
      return HttpResponse.created(
          new StoredAnswer(checked.rooted(), asset.contentType(), asset.bytes(), asset.sha256()));
    } catch (IOException e) {
      throw new ApiException(ErrorCode.MALFORMED_REQUEST, "The upload broke off.");
    }
  }

  @Get("/{+path}")
  HttpResponse<?> get(String path, HttpRequest<?> request, Authentication authentication) {
    return download(path, request, authentication);
  }

  private HttpResponse<?> download(
      String path, HttpRequest<?> request, Authentication authentication) {
    TenantId tenant = Caller.of(authentication).tenant();
    return space
        .find(tenant, checked(path))
        .<HttpResponse<?>>map(found -> downloads.answer(request, found))
        .orElseThrow(() -> absent(path));
  }

  @Delete("/{+path}")
  HttpResponse<?> delete(String path, Authentication authentication) {
    if (!space.delete(Caller.of(authentication).tenant(), checked(path))) {
      throw absent(path);
    }
    return HttpResponse.noContent();
  }

  @Get
  StorageListing.Listing list(
      @QueryValue(defaultValue = "") String prefix, Authentication authentication) {
    String plain =
        StoragePath.looksLike(prefix) ? prefix.substring(StoragePath.ROOT.length()) : prefix;
    if (!plain.isEmpty()) {
      StoragePath.of(plain.replaceFirst("/$", ""), "prefix", ErrorCode.VALIDATION_ERROR);
    }
    return listing.list(Caller.of(authentication).tenant(), plain);
  }

  private static StoragePath checked(String path) {
    return StoragePath.of(path, "path", ErrorCode.VALIDATION_ERROR);
  }

  private static ApiException absent(String path) {
    return new ApiException(
        ErrorCode.OBJECT_NOT_FOUND, "There is nothing at /storage/%s.".formatted(path));
  }
}
