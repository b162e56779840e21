package io.framewright.standalone.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.framewright.standalone.engines.CommandRunner;
import io.framewright.standalone.engines.Libvips;
import io.framewright.standalone.up.JvmCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The worker's own code on a picture, in a JVM like the worker's, without a platform around it. */
public record BareEngine(CommandRunner runner, Libvips libvips) {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * @param count how many conversions; the first few warm up and do not count
   */
  double medianMillis(Path picture, String format, int count) {
    List<String> command =
        JvmCommand.of(
            "image",
            Map.of("logback.configurationFile", "framewright/standalone/logback-silent.xml"),
            List.of(
                "io.framewright.image.bench.BareConvert",
                picture.toString(),
                format,
                Integer.toString(count)));
    CommandRunner.Outcome outcome =
        runner.run(
            command, Map.of("FRAMEWRIGHT_LIBVIPS_PATH", libvips.library().toString()), LIMIT);
    if (!outcome.succeeded()) {
      throw new IllegalStateException("the bare engine failed: " + outcome.lastLine());
    }
    try {
      return JsonMapper.builder()
          .build()
          .readTree(outcome.lastLine())
          .required("median_ms")
          .asDouble();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalStateException("the bare engine said: " + outcome.lastLine(), e);
    }
  }
}
