package io.framewright.gateway.uploads;

import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;

/** Every request that changes an upload, and every answer, says which version of tus it speaks. */
@ServerFilter({"/api/v1/uploads", "/api/v1/uploads/**"})
final class TusFilter {

  /** GET is our own, and clients ask for the version with OPTIONS. */
  private static final Set<HttpMethod> SPOKEN =
      Set.of(HttpMethod.POST, HttpMethod.HEAD, HttpMethod.PATCH, HttpMethod.DELETE);

  @RequestFilter
  void check(HttpRequest<?> request) {
    String version = request.getHeaders().get(TusHeaders.RESUMABLE);
    if (SPOKEN.contains(request.getMethod()) && !TusHeaders.VERSION.equals(version)) {
      throw new ApiException(
          ErrorCode.TUS_VERSION_NOT_SUPPORTED,
          "Tus-Resumable should be %s.".formatted(TusHeaders.VERSION));
    }
  }

  @ResponseFilter
  void mark(MutableHttpResponse<?> response) {
    response.getHeaders().set(TusHeaders.RESUMABLE, TusHeaders.VERSION);
    if (response.code() == ErrorCode.TUS_VERSION_NOT_SUPPORTED.status()) {
      response.getHeaders().set("Tus-Version", TusHeaders.VERSION);
    }
  }
}
