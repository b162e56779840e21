package io.framewright.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.standalone.client.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void withoutATerminalOnlyNewsIsPrinted() {
    ProgressBars bars = new ProgressBars(out, false);
    bars.add("clip");
    bars.update("clip", new Progress("progress", 10, "processing"));
    bars.update("clip", new Progress("progress", 12, "processing"));
    bars.update("clip", new Progress("progress", 30, "processing"));
    bars.end("clip", "completed");

    assertThat(text().lines().map(line -> line.replaceAll("[█░]+", "|").replaceAll(" +", " ")))
        .containsExactly(
            "clip | 10 % processing", "clip | 30 % processing", "clip | 100 % completed");
  }

  @Test
  void onATerminalTheLinesAreDrawnOverThemselves() {
    ProgressBars bars = new ProgressBars(out, true);
    bars.add("a");
    bars.add("b");
    bars.update("a", new Progress("progress", 50, "processing"));

    assertThat(text()).contains("\033[2A");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
