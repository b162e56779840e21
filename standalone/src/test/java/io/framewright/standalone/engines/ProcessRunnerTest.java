package io.framewright.standalone.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessRunnerTest {

  private final ProcessRunner runner = new ProcessRunner();

  @Test
  void outputAndErrorComeTogether() {
    var outcome =
        runner.run(
            List.of("sh", "-c", "echo out; echo $WORD >&2; exit 3"),
            Map.of("WORD", "err"),
            Duration.ofSeconds(10));

    assertThat(outcome).isEqualTo(new CommandRunner.Outcome(3, "out\nerr\n"));
    assertThat(outcome.lastLine()).isEqualTo("err");
  }

  @Test
  void aProgramThatIsNotThereIsAnOutcome() {
    var outcome = runner.run(List.of("/no/such/program"), Map.of(), Duration.ofSeconds(10));

    assertThat(outcome.exitCode()).isEqualTo(CommandRunner.NOT_FOUND);
  }

  @Test
  void aProgramThatHangsIsEnded() {
    var outcome = runner.run(List.of("sleep", "60"), Map.of(), Duration.ofMillis(100));

    assertThat(outcome.exitCode()).isEqualTo(CommandRunner.TIMED_OUT);
  }

  @Test
  void coloursAreNotPartOfWhatWasSaid() {
    var outcome = new CommandRunner.Outcome(1, "[\u001B[1;31mERROR\u001B[m] no\nhelp\n\u001B[0m\n");

    assertThat(outcome.error()).isEqualTo("[ERROR] no");
    assertThat(outcome.lastLine()).isEqualTo("help");
  }
}
