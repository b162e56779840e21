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

  /** Job id to job, for those that have not ended: all that a new owner has to read. */
  static final String JOBS = "jobs";

  /** Job id to job, for those that have ended, for a while. */
  static final String ENDED = "ended";

  /** Tenant and work to the job that does or did it. */
  static final String RESULTS = "results";

  /** Tenant and idempotency key to the job that came of it. */
  static final String REQUESTS = "requests";

  /** Due time and what may then be forgotten; the values are empty. */
  static final String TIMERS = "timers";

  private Stores() {}

  static Set<StoreBuilder<?>> all() {
    return Set.of(
        store(JOBS, StoreSerde.jobs()),
        store(ENDED, StoreSerde.jobs()),
        store(RESULTS, StoreSerde.works()),
        store(REQUESTS, StoreSerde.requests()),
        store(TIMERS, Serdes.String()));
  }

  private static StoreBuilder<?> store(String name, Serde<?> values) {
    return keyValueStoreBuilder(persistentKeyValueStore(name), Serdes.String(), values);
  }
}
