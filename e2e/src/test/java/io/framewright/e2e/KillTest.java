package io.framewright.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform dies in the middle of a job. */
class KillTest {

  @TempDir Path directory;

  @Test
  void anEncodeInterruptedByKillNineCompletesOnceAfterTheNextUp() {
    String id;
    RunningPlatform first = RunningPlatform.start(directory.resolve("data"), Map.of());
    try (first) {
      Api api = first.api();
      id =
          api.convert(
              """
              {"input": "%s", "output": {"format": "mp4", "video": {"preset": "medium"}},
               "operations": [{"type": "resize", "width": 960}]}
              """
                  .formatted(api.upload(Samples.clip())));
      api.running(id);

      List<ProcessHandle> tree = first.killHard();

      assertThat(tree).isNotEmpty();
      Awaitility.await("kill -9 of the main process leaves nothing behind")
          .atMost(Duration.ofSeconds(10))
          .until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
    }

    try (RunningPlatform second = first.restarted()) {
      JsonNode job = second.api().ended(id);

      assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
      JsonNode events = second.api().history(id).path("events");
      List<String> types =
          StreamSupport.stream(events.spliterator(), false)
              .map(event -> event.path("type").asText())
              .toList();
      assertThat(types).containsOnlyOnce("JobCompleted").endsWith("JobCompleted");
      assertThat(types).doesNotContain("JobFailed");
      List<Integer> sequences =
          StreamSupport.stream(events.spliterator(), false)
              .map(event -> event.path("sequence").asInt())
              .toList();
      for (int i = 0; i < sequences.size(); i++) {
        assertThat(sequences.get(i)).isEqualTo(i + 1);
      }
    }
  }
}
