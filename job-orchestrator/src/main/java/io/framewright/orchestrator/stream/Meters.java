package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.JobState.Cancelling;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.JobState.Running;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What the orchestrator counts: decisions, events, and the jobs that wait and run. */
public final class Meters {

  private final MeterRegistry registry;

  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A command and what became of it: accepted, rejected, redundant or stray. */
  void decided(String command, String outcome) {
    registry.counter("framewright.decisions", "command", command, "outcome", outcome).increment();
  }

  void happened(String event) {
    registry.counter("framewright.events", "type", event).increment();
  }

  /** Begins to count a partition's jobs. */
  Census census(int partition) {
    return new Census(partition);
  }

  /** The jobs of one partition by what they do; kept by its only thread, read by any. */
  final class Census implements AutoCloseable {

    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final List<Meter> gauges;

    private Census(int partition) {
      gauges =
          List.of(
              gauge("framewright.jobs.queued", "Jobs that wait for their turn", queued, partition),
              gauge(
                  "framewright.jobs.running", "Jobs from first offer to end", running, partition));
    }

    private Meter gauge(String name, String meaning, AtomicInteger count, int partition) {
      return Gauge.builder(name, count, AtomicInteger::get)
          .description(meaning)
          .tag("partition", Integer.toString(partition))
          .register(registry);
    }

    void moved(JobState before, JobState after) {
      count(queued, before, after, Queued.class::isInstance);
      count(
          running, before, after, state -> state instanceof Running || state instanceof Cancelling);
    }

    private static void count(
        AtomicInteger count, JobState before, JobState after, Predicate<JobState> what) {
      int was = what.test(before) ? 1 : 0;
      int is = what.test(after) ? 1 : 0;
      count.addAndGet(is - was);
    }

    @Override
    public void close() {
      gauges.forEach(registry::remove);
    }
  }
}
