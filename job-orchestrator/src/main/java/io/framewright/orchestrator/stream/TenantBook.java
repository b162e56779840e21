package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.codec.StoredJob;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.Place;
import io.framewright.orchestrator.domain.Priority;
import io.framewright.orchestrator.domain.TenantState;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Each tenant's numbers and its queue. A queue is a range of keys, so that ten thousand waiting
 * jobs cost no more to join or to leave than one.
 */
final class TenantBook {

  private final KeyValueStore<String, TenantState> tenants;
  private final KeyValueStore<String, String> queue;

  TenantBook(KeyValueStore<String, TenantState> tenants, KeyValueStore<String, String> queue) {
    this.tenants = tenants;
    this.queue = queue;
  }

  TenantState load(TenantId tenant) {
    TenantState state = tenants.get(tenant.value());
    return state == null ? TenantState.NEW : state;
  }

  void allow(TenantId tenant, int concurrentJobs) {
    TenantState state = load(tenant);
    save(tenant, state, state.allowing(concurrentJobs));
  }

  /** Counts a job's step, and keeps its place in the queue; answers with its place. */
  Optional<Place> move(TenantId tenant, JobId id, StoredJob before, JobState after) {
    TenantState state = load(tenant);
    TenantState counted = state.after(before.state(), after);
    Optional<Priority> waits =
        after instanceof Queued(var job) ? Optional.of(job.priority()) : Optional.empty();
    if (before.place().map(Place::priority).equals(waits)) {
      save(tenant, state, counted);
      return before.place();
    }
    before.place().ifPresent(place -> queue.delete(key(tenant, place)));
    Optional<Place> place = waits.map(priority -> new Place(priority, state.nextPlace()));
    place.ifPresent(it -> queue.put(key(tenant, it), id.toString()));
    save(tenant, state, place.isPresent() ? counted.takingPlace() : counted);
    return place;
  }

  /**
   * The tenant's job whose turn it is, if it may have one more running. Fairness between tenants
   * would be decided here.
   */
  Optional<JobId> nextTurn(TenantId tenant) {
    if (!load(tenant).hasTurn()) {
      return Optional.empty();
    }
    // '0' is the character after '/'
    try (KeyValueIterator<String, String> waiting =
        queue.range(tenant.value() + "/", tenant.value() + "0")) {
      return waiting.hasNext() ? Optional.of(JobId.parse(waiting.next().value)) : Optional.empty();
    }
  }

  private void save(TenantId tenant, TenantState before, TenantState after) {
    if (!before.equals(after)) {
      tenants.put(tenant.value(), after);
    }
  }

  private static String key(TenantId tenant, Place place) {
    return "%s/%d/%016x".formatted(tenant, place.priority().rank(), place.number());
  }
}
