package io.framewright.gateway.http;

import io.framewright.platform.ids.IdSource;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.regex.Pattern;

/**
 * Gives each request an id, the client's own if it sent a sane one, and each answer that id and the
 * headers that keep browsers from guessing.
 */
@ServerFilter("/**")
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestIdFilter {

  /** The header that carries the id, both ways. */
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "framewright.request-id";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final IdSource IDS = IdSource.timeOrdered();

  @RequestFilter
  void identify(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, chosen(request));
  }

  @ResponseFilter
  void mark(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.getHeaders().set(HEADER, idOf(request));
    response.getHeaders().set("X-Content-Type-Options", "nosniff");
    response.getHeaders().set("X-Frame-Options", "DENY");
    response.getHeaders().set("Referrer-Policy", "no-referrer");
    response.getHeaders().set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (request.isSecure()) {
      response.getHeaders().set("Strict-Transport-Security", "max-age=31536000");
    }
    if (!response.getHeaders().contains("Content-Security-Policy")) {
      response
          .getHeaders()
          .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    }
    if (!response.getHeaders().contains("Cache-Control")) {
      response.getHeaders().set("Cache-Control", "no-store");
    }
  }

  /** The id of a request; one is made if the request never came through the filter. */
  public static String idOf(HttpRequest<?> request) {
    return request
        .getAttribute(ATTRIBUTE, String.class)
        .orElseGet(() -> {
          String id = chosen(request);
          request.setAttribute(ATTRIBUTE, id);
          return id;
        });
  }

  private static String chosen(HttpRequest<?> request) {
    String sent = request.getHeaders().get(HEADER);
    return sent != null && SANE.matcher(sent).matches() ? sent : IDS.next().toString();
  }
}
