package io.framewright.transcoder.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.framewright.transcoder.run.Capture;
import io.framewright.transcoder.run.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxLadderTest {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 1 << 20, 1L << 32, 64);

  @Test
  void theBestRungThatHoldsIsTaken() {
    Sandbox sandbox =
        SandboxLadder.climb(
            "auto",
            true,
            tried -> tried.rung() == Rung.BWRAP ? Optional.of("not there") : Optional.empty());

    assertThat(sandbox.rung()).isEqualTo(Rung.UNSHARE);
  }

  @Test
  void noSandboxAtAllIsNeverFoundByItself() {
    assertThatThrownBy(() -> SandboxLadder.climb("auto", true, _ -> Optional.of("broken")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bwrap: broken")
        .hasMessageContaining("prlimit: broken")
        .hasMessageContaining("framewright.transcoder.sandbox");
    assertThat(SandboxLadder.climb("none", true, _ -> Optional.empty()).rung())
        .isEqualTo(Rung.NONE);
  }

  @Test
  void aRungThatIsAskedForIsTheOnlyOneThatWillDo() {
    assertThatThrownBy(() -> SandboxLadder.climb("bwrap", true, _ -> Optional.of("not there")))
        .hasMessageContaining("bwrap: not there");
    assertThatThrownBy(() -> SandboxLadder.climb("chroot", true, _ -> Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto, bwrap, unshare, prlimit or none");
  }

  @Test
  void withoutRootANamespaceOfItsOwnIsMadeAndTheDeathSignalSetAgain() {
    assertThat(new Sandbox(Rung.UNSHARE, false).wrap(List.of("/bin/true"), LIMITS, Reach.NOTHING))
        .containsSubsequence(
            "unshare", "--user", "--net", "setpriv", "--pdeathsig", "KILL", "prlimit", "/bin/true");
  }

  /** Only so does a bubblewrap that is killed in the middle of its own start leave nothing. */
  @Test
  void bubblewrapIsTheFirstProcessOfASpaceThatEndsWithWhoeverHoldsIt() {
    assertThat(new Sandbox(Rung.BWRAP, true).wrap(List.of("/bin/true"), LIMITS, Reach.NOTHING))
        .containsSubsequence(
            "unshare", "--pid", "--mount", "--fork", "--kill-child=KILL", "--", "/bin/sh", "-c")
        .containsSubsequence("sh", "bwrap", "--unshare-all", "--die-with-parent", "/bin/true");
  }

  /** A space of its own is root's to make; bubblewrap makes itself the namespaces that it may. */
  @Test
  void withoutRootBubblewrapStandsAlone() {
    assertThat(new Sandbox(Rung.BWRAP, false).wrap(List.of("/bin/true"), LIMITS, Reach.NOTHING))
        .startsWith("nice", "-n", "10", "bwrap", "--unshare-all", "--as-pid-1", "--die-with-parent")
        .doesNotContain("unshare", "mount");
  }

  /** bubblewrap finds its child in the /proc of its space, also where a container has its own. */
  @Test
  void bubblewrapRunsWithinAnotherProcessSpace() throws InterruptedException {
    assumeThat(Orphanage.works(Rung.BWRAP)).as("bwrap works on this machine").isTrue();
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--pid", "--fork", "--mount-proc", "/bin/sh", "-c", "\"$@\"", "sh"));
    command.addAll(
        new Sandbox(Rung.BWRAP, true).wrap(List.of("/bin/echo", "ran"), LIMITS, Reach.NOTHING));

    assertThat(
            Capture.of(
                    new Command(command, Map.of("PATH", "/usr/bin:/bin")), Duration.ofSeconds(10))
                .output())
        .endsWith("ran");
  }

  /** What happens when the holder is gone before it has asked for the death signal. */
  @Test
  void aSpaceWhoseHolderIsGoneDoesNotStart() throws InterruptedException {
    assumeThat(Orphanage.works(Rung.BWRAP)).as("bwrap works on this machine").isTrue();
    List<String> command =
        new Sandbox(Rung.BWRAP, true).wrap(List.of("/bin/echo", "ran"), LIMITS, Reach.NOTHING);
    int first = command.indexOf("/bin/sh");
    Capture orphan =
        Capture.of(
            new Command(command.subList(first, command.size()), Map.of("PATH", "/usr/bin:/bin")),
            Duration.ofSeconds(10));

    assertThat(orphan.succeeded()).isFalse();
    assertThat(orphan.output()).doesNotContain("ran");
  }

  /** Or it would take as much of the processors as everything else together. */
  @Test
  void theSessionOfASandboxIsNiceAsAWhole() throws InterruptedException {
    assumeThat(Orphanage.works(Rung.BWRAP)).as("bwrap works on this machine").isTrue();
    Path shares = Path.of("/proc/self/autogroup");
    assumeThat(shares).as("this Linux shares out by sessions").exists();
    List<String> command =
        new Sandbox(Rung.BWRAP, true)
            .wrap(List.of("/bin/cat", shares.toString()), LIMITS, Reach.NOTHING);

    assertThat(
            Capture.of(
                    new Command(command, Map.of("PATH", "/usr/bin:/bin")), Duration.ofSeconds(10))
                .output())
        .endsWith("nice 10");
  }

  /** The program must die with the JVM that started it, whatever stands between the two. */
  @ParameterizedTest
  @EnumSource(Rung.class)
  void theProgramDiesWithTheJvm(Rung rung) throws Exception {
    assumeThat(Orphanage.works(rung)).as("%s works on this machine", rung).isTrue();
    String mark = "mark-" + UUID.randomUUID();
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Orphanage.class.getName(),
                rung.name(),
                mark)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      await().atMost(Duration.ofSeconds(20)).until(() -> sleeps(mark));
    } finally {
      jvm.destroyForcibly();
    }

    await().atMost(Duration.ofSeconds(3)).until(() -> !sleeps(mark));
  }

  private static boolean sleeps(String mark) {
    return ProcessHandle.allProcesses()
        .anyMatch(process ->
            commandLine(process).startsWith("sh\0-c\0" + Orphanage.SCRIPT + "\0" + mark));
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())));
    } catch (IOException _) {
      return "";
    }
  }
}
