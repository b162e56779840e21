package io.framewright.orchestrator.stream;

import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;

import io.framewright.orchestrator.codec.StoreSerde;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores, each with its changelog. */
final class Stores {

  /** Job id to job. */
  static final String JOBS = "jobs";

  /** Tenant id to its numbers. */
  static final String TENANTS = "tenants";

  /** Tenant, priority and place to job id, in the order of turns. */
  static final String QUEUE = "queue";

  /** Tenant and idempotency key to the job that came of it. */
  static final String REQUESTS = "requests";

  /** Due time and what is due; the values are empty. */
  static final String TIMERS = "timers";

  private Stores() {}

  static Set<StoreBuilder<?>> all() {
    return Set.of(
        store(JOBS, StoreSerde.jobs()),
        store(TENANTS, StoreSerde.tenants()),
        store(QUEUE, Serdes.String()),
        store(REQUESTS, StoreSerde.requests()),
        store(TIMERS, Serdes.String()));
  }

  private static StoreBuilder<?> store(String name, Serde<?> values) {
    return keyValueStoreBuilder(persistentKeyValueStore(name), Serdes.String(), values);
  }
}
