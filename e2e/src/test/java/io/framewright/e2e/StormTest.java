package io.framewright.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Orchestrators and workers are killed and stopped under load, and no promise is broken. */
@Tag("long")
class StormTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20_261_122;
  private static final int BROKEN = 1;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  /** The promises that are broken on purpose afterwards show that the checker can tell. */
  @Test
  void everyJobEndsOnceAndEverySabotageIsFound() throws IOException, InterruptedException {
    Path out = directory.resolve("storm.json");
    Path log = directory.resolve("storm.log");
    Process storm =
        new ProcessBuilder(
                RunningPlatform.command(
                    "storm",
                    "--data",
                    directory.resolve("data").toString(),
                    "--jobs=15",
                    "--seconds=9",
                    "--blow=2",
                    "--seed=" + SEED,
                    "--sabotage=lose,duplicate,flip",
                    "--json"))
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    assertThat(storm.waitFor(6, TimeUnit.MINUTES)).as("the storm passes").isTrue();

    JsonNode report = JSON.readTree(Files.readString(out));
    assertThat(report.path("after_the_storm")).as("seed %d, log %s", SEED, log).isEmpty();
    assertThat(report.path("accepted").asInt()).isEqualTo(15);
    assertThat(report.path("completed").asInt()).isPositive();
    assertThat(report.path("kills").asInt() + report.path("stops").asInt()).isPositive();
    assertThat(kinds(report.path("after_the_sabotage"))).contains("lost", "twice", "false");
    assertThat(storm.exitValue()).isEqualTo(BROKEN);
  }

  private static List<String> kinds(JsonNode violations) {
    return StreamSupport.stream(violations.spliterator(), false)
        .map(violation -> violation.path("kind").asText())
        .toList();
  }
}
