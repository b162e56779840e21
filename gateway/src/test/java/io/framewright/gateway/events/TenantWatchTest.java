package io.framewright.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.gateway.log.JobFeeds;
import io.framewright.platform.ids.TenantId;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.Metadata;
import io.micronaut.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantWatchTest {

  private static final TenantId TENANT = new TenantId("alice");

  private final JobFeeds feeds = new JobFeeds();

  private void cancelled(String tenant, UUID job) {
    feeds.on(
        JobEvent.newBuilder()
            .setMetadata(
                Metadata.newBuilder()
                    .setEventId(UUID.randomUUID())
                    .setJobId(job)
                    .setTenantId(tenant)
                    .setSequence(7)
                    .setOccurredAt(Instant.EPOCH)
                    .build())
            .setPayload(new JobCancelled("test"))
            .build());
  }

  private TenantWatch watch() {
    return new TenantWatch(TENANT, feeds, new SseFrame(JsonMapper.createDefault()));
  }

  @Test
  void allJobsOfTheTenantAreSeenAndNoOthers() throws InterruptedException {
    try (TenantWatch watch = watch()) {
      UUID first = UUID.randomUUID();
      UUID second = UUID.randomUUID();
      cancelled("bob", UUID.randomUUID());
      cancelled("alice", first);
      cancelled("alice", second);
      for (UUID job : new UUID[] {first, second}) {
        assertThat(new String(watch.next().orElseThrow(), StandardCharsets.UTF_8))
            .startsWith("event: cancelled\ndata: {")
            .contains(job.toString());
      }
    }
  }

  @Test
  void aWatcherThatDoesNotReadIsCutOff() throws InterruptedException {
    try (TenantWatch watch = watch()) {
      for (int i = 0; i < 2_000; i++) {
        cancelled("alice", UUID.randomUUID());
      }
      assertThat(watch.next()).isEmpty();
    }
  }
}
