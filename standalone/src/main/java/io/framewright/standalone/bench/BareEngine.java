package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.standalone.engines.CommandRunner;
import io.framewright.standalone.engines.Libvips;
import io.framewright.standalone.up.JvmCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs of image-service on a picture, in a JVM like its own, without a platform around it. */
public record BareEngine(CommandRunner runner, Libvips libvips) {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  /**
   * The worker's own code.
   *
   * @param count how many conversions; the first few warm up and do not count
   */
  double medianMillis(Path picture, String format, int count) {
    return run(
            "io.framewright.image.bench.BareConvert",
            List.of(picture.toString(), format, Integer.toString(count)))
        .required("median_ms")
        .asDouble();
  }

  /** What the program says in its last line, which is JSON. */
  JsonNode run(String main, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(main));
    words.addAll(arguments);
    CommandRunner.Outcome outcome =
        runner.run(
            JvmCommand.of(
                "image",
                Map.of("logback.configurationFile", "framewright/standalone/logback-silent.xml"),
                words),
            Map.of("FRAMEWRIGHT_LIBVIPS_PATH", libvips.library().toString()),
            LIMIT);
    return Alone.lastLine(outcome, "the bare engine");
  }
}
