package io.framewright.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.Records;
import io.framewright.orchestrator.Records.Job;
import io.framewright.orchestrator.Records.Run;
import io.framewright.platform.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {

  private static final Instant NOW = Harness.START;
  private static final Map<String, Long> TWO_COMMANDS = Map.of(Topics.COMMANDS.name(), 2L);

  private final CompletableFuture<Map<String, Long>> unread = new CompletableFuture<>();

  @Test
  void noLeaseIsLostBeforeTheBacklogIsRead(@TempDir Path directory) {
    Job job = Job.next();
    Run run = Run.of(job, 1);
    try (Harness harness = new Harness(directory, _ -> unread)) {
      harness.command(Records.submit(job));
      harness.report(Records.started(run));
      harness.pass(Duration.ofMinutes(2));
      assertThat(harness.history(job)).endsWith("TaskStarted");

      unread.complete(Map.of());
      harness.pass(Duration.ofSeconds(14));
      assertThat(harness.history(job)).as("its time begins afresh").endsWith("TaskStarted");
      harness.pass(Duration.ofSeconds(3));
      assertThat(harness.history(job)).contains("TaskRetryScheduled");
    }
  }

  @Test
  void theBacklogIsReadWhenTheLastRecordHasBeenSeen() {
    Backlog backlog = new Backlog(_ -> CompletableFuture.completedFuture(TWO_COMMANDS), 0, NOW);
    assertThat(backlog.isRead(NOW)).isFalse();
    backlog.saw(Topics.COMMANDS.name(), 0, NOW);
    assertThat(backlog.isRead(NOW)).isFalse();
    backlog.saw(Topics.COMMANDS.name(), 1, NOW);
    assertThat(backlog.isRead(NOW)).isTrue();
  }

  @Test
  void silenceCountsAsReadWhenTheEndIsNeverSeen() {
    Backlog backlog = new Backlog(_ -> CompletableFuture.completedFuture(TWO_COMMANDS), 0, NOW);
    backlog.saw(Topics.COMMANDS.name(), 0, NOW.plusSeconds(3));
    assertThat(backlog.isRead(NOW.plusSeconds(7))).isFalse();
    assertThat(backlog.isRead(NOW.plusSeconds(8))).isTrue();
  }

  @Test
  void aGaugeThatFailsIsAskedAgain() {
    Backlog backlog =
        new Backlog(
            new BacklogGauge() {
              private int asked;

              @Override
              public CompletableFuture<Map<String, Long>> unread(int partition) {
                return asked++ == 0
                    ? CompletableFuture.failedFuture(new IllegalStateException("no broker"))
                    : CompletableFuture.completedFuture(Map.of());
              }
            },
            0,
            NOW);
    assertThat(backlog.isRead(NOW)).isTrue();
  }
}
