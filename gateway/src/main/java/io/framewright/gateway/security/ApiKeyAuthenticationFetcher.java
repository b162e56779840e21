package io.framewright.gateway.security;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.reactivestreams.Publisher;

/** Knows callers by {@code X-API-Key: k} or {@code Authorization: Bearer k}. */
@Singleton
final class ApiKeyAuthenticationFetcher implements AuthenticationFetcher<HttpRequest<?>> {

  private static final String BEARER = "Bearer ";
  private static final int LONGEST = 512;

  private final ApiKeys keys;

  ApiKeyAuthenticationFetcher(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    return credential(request)
        .filter(key -> key.length() <= LONGEST)
        .flatMap(keys::find)
        .map(caller -> Publishers.just(caller.authentication()))
        .orElseGet(Publishers::empty);
  }

  private static Optional<String> credential(HttpRequest<?> request) {
    Optional<String> key = Optional.ofNullable(request.getHeaders().get("X-API-Key"));
    return key.or(() ->
        Optional.ofNullable(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(value -> value.substring(BEARER.length()).strip()));
  }
}
