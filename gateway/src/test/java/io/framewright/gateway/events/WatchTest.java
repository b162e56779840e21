package io.framewright.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.gateway.log.JobFeeds;
import io.framewright.gateway.metadata.EffortView;
import io.framewright.gateway.metadata.JobHistory;
import io.framewright.gateway.metadata.JobMedia;
import io.framewright.gateway.metadata.JobPage;
import io.framewright.gateway.metadata.JobQuery;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.metadata.WaitingView;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCancelling;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.TaskDispatched;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Live events and history join without a gap, whichever is ahead. */
@Timeout(30)
class WatchTest {

  private static final TenantId TENANT = new TenantId("alice");
  private static final JobId JOB = new JobId(UUID.randomUUID());

  private final JobFeeds feeds = new JobFeeds();
  private final History history = new History();

  /** A read model that shows as much as a test lets it. */
  private static final class History implements JobReads {
    private final List<JobHistory.Entry> entries = new ArrayList<>();

    void show(long sequence, String type) {
      entries.add(new JobHistory.Entry(sequence, type, Instant.EPOCH, JsonNode.from(Map.of())));
    }

    @Override
    public Optional<JobHistory> history(TenantId tenant, JobId job, long after) {
      return Optional.of(
          new JobHistory(entries.stream().filter(entry -> entry.sequence() > after).toList()));
    }

    @Override
    public Optional<JobView> find(TenantId tenant, JobId job) {
      return Optional.empty();
    }

    @Override
    public Optional<JobView> past(TenantId tenant, JobId job, Instant at) {
      return Optional.empty();
    }

    @Override
    public JobPage list(TenantId tenant, JobQuery query) {
      return new JobPage(List.of(), 0, false);
    }

    @Override
    public Optional<WaitingView> waiting(TenantId tenant, JobId job) {
      return Optional.empty();
    }

    @Override
    public Optional<JobMedia> media(TenantId tenant, JobId job) {
      return Optional.empty();
    }

    @Override
    public EffortView effort(TenantId tenant, String operation, String codec, String inputSha256) {
      return new EffortView(null, List.of());
    }
  }

  private Watch watch(long after) {
    Watch watch =
        new Watch(TENANT, JOB, after, history, feeds, new SseFrame(JsonMapper.createDefault()));
    assertThat(watch.open()).isTrue();
    return watch;
  }

  private void happens(long sequence, SpecificRecord payload) {
    feeds.on(
        JobEvent.newBuilder()
            .setMetadata(
                Metadata.newBuilder()
                    .setEventId(UUID.randomUUID())
                    .setJobId(JOB.value())
                    .setTenantId(TENANT.value())
                    .setSequence(sequence)
                    .setOccurredAt(Instant.EPOCH)
                    .build())
            .setPayload(payload)
            .build());
  }

  private static List<String> idsToTheEnd(Watch watch) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (Optional<byte[]> frame = watch.next(); frame.isPresent(); frame = watch.next()) {
      ids.add(new String(frame.get(), StandardCharsets.UTF_8).lines().findFirst().orElse(""));
    }
    return ids;
  }

  @Test
  void aLiveEventThatTheHistoryShowsTooComesOnce() throws InterruptedException {
    history.show(1, "JobAccepted");
    history.show(2, "TaskDispatched");
    try (Watch watch = watch(0)) {
      happens(2, dispatched());
      happens(3, new JobCancelled("test"));
      assertThat(idsToTheEnd(watch)).containsExactly("id: 1", "id: 2", "id: 3");
    }
  }

  @Test
  void aLiveEventAheadOfTheHistoryWaitsForWhatIsBetween() throws InterruptedException {
    history.show(1, "JobAccepted");
    try (Watch watch = watch(0)) {
      happens(4, new JobCancelled("test"));
      history.show(2, "TaskDispatched");
      history.show(3, "JobCancelling");
      assertThat(idsToTheEnd(watch)).containsExactly("id: 1", "id: 2", "id: 3", "id: 4");
    }
  }

  @Test
  void anEndThatWasNeverHeardLiveIsFoundInTheHistory() throws InterruptedException {
    history.show(1, "JobAccepted");
    try (Watch watch = watch(0)) {
      history.show(2, "JobCompleted");
      assertThat(idsToTheEnd(watch)).containsExactly("id: 1", "id: 2");
    }
  }

  @Test
  void whoHasSeenSomeGetsTheRestAndWhoHasSeenAllNothing() throws InterruptedException {
    history.show(1, "JobAccepted");
    history.show(2, "JobCancelling");
    history.show(3, "JobCancelled");
    try (Watch some = watch(1);
        Watch all = watch(3)) {
      assertThat(idsToTheEnd(some)).containsExactly("id: 2", "id: 3");
      assertThat(idsToTheEnd(all)).isEmpty();
    }
  }

  @Test
  void liveEventsOutOfOrderArePutInOrder() throws InterruptedException {
    history.show(1, "JobAccepted");
    try (Watch watch = watch(0)) {
      happens(3, new JobCancelled("test"));
      happens(2, new JobCancelling("test"));
      assertThat(idsToTheEnd(watch)).containsExactly("id: 1", "id: 2", "id: 3");
    }
  }

  private static TaskDispatched dispatched() {
    return new TaskDispatched(UUID.randomUUID(), 1, Instant.EPOCH);
  }
}
