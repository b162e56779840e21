package io.framewright.platform.security;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;
import java.util.Optional;

/**
 * With {@code framewright.production=true} a service does not start with secrets that are short or
 * that everybody knows.
 */
@Context
@Requires(property = "framewright.production", value = "true")
public final class ProductionGuard {

  /**
   * @throws ConfigurationException naming every weak secret, never its value
   */
  public ProductionGuard(List<Secret> secrets) {
    List<String> weak = secrets.stream().map(Secret::weakness).flatMap(Optional::stream).toList();
    if (!weak.isEmpty()) {
      throw new ConfigurationException(
          "production mode refuses weak secrets: %s. Make new ones, for instance with: openssl rand -hex 32"
              .formatted(String.join("; ", weak)));
    }
  }
}
