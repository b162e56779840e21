package io.framewright.gateway.errors;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Renders what the gateway's own code refuses. */
@Singleton
final class ApiExceptionHandler implements ExceptionHandler<ApiException, HttpResponse<?>> {

  private final ErrorRenderer renderer;

  ApiExceptionHandler(ErrorRenderer renderer) {
    this.renderer = renderer;
  }

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, ApiException error) { // raw as declared
    return renderer.render(request, error);
  }
}
