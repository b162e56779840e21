package io.framewright.transcoder;

import io.framewright.transcoder.engine.Ffmpeg;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Whether the engine is still there, which it is, and in which sandbox it runs. */
@Singleton
final class EngineHealth implements HealthIndicator {

  private final Ffmpeg ffmpeg;

  EngineHealth(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(look());
  }

  HealthResult look() {
    boolean there =
        Files.isExecutable(ffmpeg.programs().ffmpeg())
            && Files.isExecutable(ffmpeg.programs().ffprobe());
    return HealthResult.builder("ffmpeg", there ? HealthStatus.UP : HealthStatus.DOWN)
        .details(
            Map.of(
                "engine", ffmpeg.identity(),
                "program", ffmpeg.programs().ffmpeg().toString(),
                "sandbox", ffmpeg.sandbox().rung().name().toLowerCase(Locale.ROOT),
                "sandbox_limits", ffmpeg.sandbox().rung().limits(),
                "hardware_acceleration",
                    ffmpeg.accelerators().stream()
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .toList()))
        .build();
  }
}
