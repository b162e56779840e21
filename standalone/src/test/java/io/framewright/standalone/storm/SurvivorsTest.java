package io.framewright.standalone.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.standalone.storm.Violation.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivorsTest {

  @TempDir Path directory;

  @Test
  void whatStillNamesTheDirectoryIsFoundUntilItEnds() throws IOException, InterruptedException {
    Process left = new ProcessBuilder("sh", "-c", "read line", directory.toString()).start();
    try {
      assertThat(Survivors.of(directory))
          .singleElement()
          .satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.SURVIVOR);
            assertThat(found.job()).isEqualTo(Long.toString(left.pid()));
          });
    } finally {
      left.destroyForcibly().waitFor();
    }
    assertThat(Survivors.of(directory)).isEmpty();
  }
}
