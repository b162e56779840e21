package io.framewright.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracesTest {

  private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  @Test
  void aStepContinuesTheTraceThatLedToIt() {
    String handedOn;
    try (Traces.Step step =
        new Traces(TELEMETRY.getOpenTelemetry()).start("run", SpanKind.CONSUMER, GIVEN)) {
      handedOn = step.with("pool", "image").traceparent().orElseThrow();
      step.failed("no luck");
    }

    SpanData span = TELEMETRY.getSpans().getLast();
    assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(handedOn).isEqualTo("00-%s-%s-01".formatted(span.getTraceId(), span.getSpanId()));
  }

  @Test
  void aStepWithoutCauseBeginsATrace() {
    try (Traces.Step step =
        new Traces(TELEMETRY.getOpenTelemetry()).start("ask", SpanKind.SERVER, null)) {
      assertThat(step.traceId()).isPresent();
    }
    assertThat(TELEMETRY.getSpans().getLast().getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void whileNothingIsRecordedTheClientsContextIsHandedOn() {
    try (Traces.Step step = Traces.off().start("run", SpanKind.CONSUMER, GIVEN)) {
      assertThat(step.traceparent()).contains(GIVEN);
    }
    try (Traces.Step step = Traces.off().start("run", SpanKind.CONSUMER, null)) {
      assertThat(step.traceparent()).isEmpty();
      assertThat(step.traceId()).isEmpty();
    }
  }
}
