package io.framewright.platform.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A configured secret, as {@link ProductionGuard} sees it. Each module makes a bean of every one
 * that it has a default for; those without refuse short values themselves.
 *
 * @param key where it is configured
 * @param leastLength in characters, of which a production secret has that many or more
 */
public record Secret(String key, String value, int leastLength) {

  /** Values from examples and defaults, ours and others'. */
  private static final Set<String> WELL_KNOWN =
      Set.of(
          "admin",
          "change-me",
          "changeme",
          "framewright",
          "minioadmin",
          "password",
          "postgres",
          "secret");

  /** What is wrong with it, without the value itself; empty if nothing is. */
  Optional<String> weakness() {
    if (WELL_KNOWN.contains(value.toLowerCase(Locale.ROOT))) {
      return Optional.of("%s has a value that everybody knows".formatted(key));
    }
    if (value.length() < leastLength) {
      return Optional.of(
          "%s has %d characters; production needs %d or more"
              .formatted(key, value.length(), leastLength));
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "Secret[%s]".formatted(key);
  }
}
