package io.framewright.platform.security;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;
import java.util.Optional;

/** Keeps secrets that are short or that everybody knows out of production. */
@Context
public final class ProductionGuard {

  /**
   * @param production whether the service refuses to start with weak secrets
   * @throws ConfigurationException naming every weak secret, never its value
   */
  public ProductionGuard(
      @Value("${framewright.production:false}") boolean production, List<Secret> secrets) {
    List<String> weak = secrets.stream().map(Secret::weakness).flatMap(Optional::stream).toList();
    if (production && !weak.isEmpty()) {
      throw new ConfigurationException(
          "production mode refuses weak secrets: %s. Make new ones, for instance with: openssl rand -hex 32"
              .formatted(String.join("; ", weak)));
    }
  }
}
