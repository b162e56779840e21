package io.framewright.gateway.errors;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.storage.StorageException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An object store that is away is no fault of the request: 503, and when to come again. */
@Singleton
final class StorageExceptionHandler implements ExceptionHandler<StorageException, HttpResponse<?>> {

  private static final Logger LOG = LoggerFactory.getLogger(StorageExceptionHandler.class);

  private final ErrorRenderer renderer;

  StorageExceptionHandler(ErrorRenderer renderer) {
    this.renderer = renderer;
  }

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, // raw as declared
      StorageException error) {
    LOG.atWarn().setCause(error).log("the object store is away");
    return renderer.render(
        request,
        ApiException.later(
            ErrorCode.STORAGE_ERROR,
            "The object store does not answer as it should.",
            Duration.ofSeconds(2)));
  }
}
