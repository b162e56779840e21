package io.framewright.platform.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what was done when, as OpenTelemetry spans. Contexts travel as W3C {@code traceparent} text:
 * in HTTP headers, on the log, in headers of Kafka records. While nothing is recorded a step hands
 * on the context that it was given.
 */
public final class Traces implements AutoCloseable {

  /** Name and header of the W3C trace context. */
  public static final String TRACEPARENT = "traceparent";

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
          return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
          return carrier == null ? null : carrier.get(key);
        }
      };

  private final OpenTelemetry telemetry;
  private final Tracer tracer;

  public Traces(OpenTelemetry telemetry) {
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("io.framewright");
  }

  /** Records nothing. */
  public static Traces off() {
    return new Traces(OpenTelemetry.noop());
  }

  /**
   * Begins a step.
   *
   * @param name what is done, of few kinds: {@code run image.convert}, never an id
   * @param traceparent of what led to it
   */
  public Step start(String name, SpanKind kind, @Nullable String traceparent) {
    Context parent =
        traceparent == null
            ? Context.root()
            : W3C.extract(Context.root(), Map.of(TRACEPARENT, traceparent), GETTER);
    return new Step(tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan());
  }

  /** Sends what is recorded and not sent yet. */
  @Override
  public void close() {
    if (telemetry instanceof OpenTelemetrySdk sdk) {
      sdk.close();
    }
  }

  /** Something that is being done; closing it ends it. Belongs to one thread at a time. */
  public static final class Step implements AutoCloseable {

    private final Span span;

    private Step(Span span) {
      this.span = span;
    }

    /** The context for what comes of this step. */
    public Optional<String> traceparent() {
      SpanContext context = span.getSpanContext();
      return context.isValid()
          ? Optional.of(
              "00-%s-%s-%s"
                  .formatted(
                      context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex()))
          : Optional.empty();
    }

    /** The trace that it belongs to, 32 hex digits, for logs. */
    public Optional<String> traceId() {
      return span.getSpanContext().isValid()
          ? Optional.of(span.getSpanContext().getTraceId())
          : Optional.empty();
    }

    /** Says more about it. */
    public Step with(String key, String value) {
      span.setAttribute(key, value);
      return this;
    }

    /** It did not go well. */
    public void failed(String why) {
      span.setStatus(StatusCode.ERROR, why);
    }

    @Override
    public void close() {
      span.end();
    }
  }
}
