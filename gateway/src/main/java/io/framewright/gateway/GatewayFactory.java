package io.framewright.gateway;

import io.framewright.platform.ids.IdSource;
import io.framewright.platform.operations.OperationCatalogue;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Where time and ids come from, and the operations there are. */
@Factory
final class GatewayFactory {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  IdSource ids() {
    return IdSource.timeOrdered();
  }

  @Singleton
  OperationCatalogue operations() {
    return new OperationCatalogue();
  }
}
