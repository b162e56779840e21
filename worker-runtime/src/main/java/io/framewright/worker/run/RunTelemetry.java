package io.framewright.worker.run;

import io.framewright.platform.telemetry.Traces;
import io.framewright.platform.telemetry.Traces.Step;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.RunCompleted;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What runs tell the meters and the traces. */
@Singleton
public final class RunTelemetry {

  private static final String OPERATION = "operation";
  private static final double NANOS = 1e9;

  private final MeterRegistry registry;
  private final Traces traces;

  public RunTelemetry(MeterRegistry registry, Traces traces) {
    this.registry = registry;
    this.traces = traces;
  }

  /** Shows how many runs there are, and how many there may be. */
  public void watch(Runs runs, int slots) {
    Gauge.builder("framewright.slots.busy", runs, Runs::count)
        .description("Runs that are being worked on")
        .register(registry);
    Gauge.builder("framewright.slots", () -> slots)
        .description("Runs that this worker takes at once")
        .register(registry);
  }

  Step run(RunIdentity run, String operation) {
    return traces
        .start("run " + operation, SpanKind.CONSUMER, run.traceparent())
        .with("framewright.job", run.job().toString())
        .with("framewright.run", run.run().toString());
  }

  /** Part of a run: fetch, engine, upload. */
  Step part(String name, @Nullable String traceparent) {
    return traces.start(name, SpanKind.INTERNAL, traceparent);
  }

  void fetched(String operation, long bytes) {
    registry.counter("framewright.fetched.bytes", OPERATION, operation).increment((double) bytes);
  }

  void ended(String operation, Ending ending, Duration took) {
    String how = ending.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    registry.timer("framewright.runs", OPERATION, operation, "ending", how).record(took);
    if (ending instanceof Ending.Completed(RunCompleted result)) {
      registry
          .timer("framewright.engine", OPERATION, operation)
          .record(Duration.ofNanos((long) (result.getEngineSeconds() * NANOS)));
      registry
          .counter("framewright.stored.bytes", OPERATION, operation)
          .increment(result.getOutputs().stream().mapToDouble(Rendition::getBytes).sum());
    }
  }
}
