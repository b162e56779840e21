package io.framewright.platform.telemetry;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * OpenTelemetry, set up by its own {@code OTEL_…} variables. It exports nothing unless {@code
 * OTEL_TRACES_EXPORTER} names an exporter.
 */
@Factory
final class TelemetryFactory {

  private static final String NONE = "none";

  @Singleton
  @Bean(preDestroy = "close")
  Traces traces(Environment environment, @Value("${otel.traces.exporter:none}") String traces) {
    if (traces.isBlank() || traces.equals(NONE)) {
      return Traces.off();
    }
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "otel.service.name",
        environment.getProperty("framewright.service", String.class).orElse("framewright"));
    settings.put("otel.service.namespace", "framewright");
    settings.put("otel.exporter.otlp.protocol", "http/protobuf");
    environment
        .getProperties("otel", StringConvention.RAW)
        .forEach((key, value) -> settings.put("otel." + key, String.valueOf(value)));
    settings.put("otel.metrics.exporter", NONE); // metrics are fetched from /metrics
    settings.put("otel.logs.exporter", NONE);
    return new Traces(
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> settings)
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk());
  }
}
