package io.framewright.gateway.security;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorRenderer;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/** Renders micronaut-security's refusals: 401 with a challenge, or 403. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class RefusalHandler
    implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

  private final ErrorRenderer renderer;

  RefusalHandler(ErrorRenderer renderer) {
    this.renderer = renderer;
  }

  @Override
  public MutableHttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, // raw as declared
      AuthorizationException refusal) {
    HttpRequest<?> asked = request;
    if (refusal.isForbidden()) {
      return renderer.render(
          asked, new ApiException(ErrorCode.ACCESS_DENIED, "This key may not do that."));
    }
    return renderer
        .render(asked, new ApiException(ErrorCode.AUTH_ERROR, "This needs a valid API key."))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"framewright\"");
  }
}
