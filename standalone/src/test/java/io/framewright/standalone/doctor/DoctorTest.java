package io.framewright.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.standalone.engines.CommandRunner.Outcome;
import io.framewright.standalone.engines.EngineCache;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.Ffmpeg;
import io.framewright.standalone.engines.Ladder;
import io.framewright.standalone.engines.Libvips;
import io.framewright.standalone.files.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

  @TempDir Path folder = Path.of("");

  @Test
  void whatIsMissingComesWithWhatToDo() {
    assertThat(Finding.missing("Maven", "there is no mvn", "type: apt-get install maven").line())
        .startsWith("MISSING  Maven")
        .contains("type: apt-get install maven");
    assertThat(Finding.ok("port", "8000 is free").line())
        .isEqualTo("OK       port       8000 is free");
  }

  @Test
  void enginesThatAreNowhereAreMissingAndNotFetched() {
    assertThat(finding("ffmpeg", 0).ok()).isFalse();
    assertThat(finding("ffmpeg", 0).remedy()).contains("type this");
  }

  @Test
  void aTakenPortIsMissing() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(finding("port", taken.getLocalPort()))
          .isEqualTo(
              Finding.missing(
                  "port",
                  "%d is taken".formatted(taken.getLocalPort()),
                  "choose another with --port N"));
    }
  }

  @Test
  void everySubjectIsExaminedOnce() {
    assertThat(examine(0))
        .extracting(Finding::subject)
        .doesNotHaveDuplicates()
        .contains("JDK", "xattrs", "cache", "postgres", "disk", "locale");
  }

  private Finding finding(String subject, int port) {
    return examine(port).stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private List<Finding> examine(int port) {
    Engines none =
        new Engines(
            new Ladder<Ffmpeg>("ffmpeg", "type this", List.of()),
            new Ladder<Libvips>("libvips", "type that", List.of()),
            new EngineCache(folder.resolve("cache")));
    return new Doctor(
            new DataDirectory(folder.resolve("data")),
            port,
            none,
            (_, _, _) -> new Outcome(0, "version 1"))
        .examine();
  }
}
