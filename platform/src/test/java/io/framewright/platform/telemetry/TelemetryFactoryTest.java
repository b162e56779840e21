package io.framewright.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TelemetryFactoryTest {

  @Test
  void nothingIsRecordedUnlessAnExporterIsNamed() {
    try (ApplicationContext context = ApplicationContext.run();
        Traces.Step step = context.getBean(Traces.class).start("run", SpanKind.SERVER, null)) {
      assertThat(step.traceId()).isEmpty();
    }
  }

  @Test
  void whatIsNotSentYetIsSentAtTheEnd() throws IOException {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            received.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    collector.start();
    try (ApplicationContext context =
        ApplicationContext.run(
            Map.of(
                "framewright.service",
                "gateway",
                "otel.traces.exporter",
                "otlp",
                "otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + collector.getAddress().getPort()))) {
      context.getBean(Traces.class).start("run image.convert", SpanKind.SERVER, null).close();
    }
    collector.stop(0);

    assertThat(received)
        .singleElement()
        .satisfies(batch -> assertThat(batch).contains("run image.convert", "gateway"));
  }
}
