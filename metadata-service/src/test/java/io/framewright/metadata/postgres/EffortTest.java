package io.framewright.metadata.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.framewright.metadata.Events;
import io.framewright.metadata.ServiceUnderTest;
import io.framewright.metadata.projection.EventBatch;
import io.framewright.metadata.projection.EventBatch.Move;
import io.framewright.metadata.view.EffortView;
import io.framewright.metadata.view.EffortView.Known;
import io.framewright.metadata.view.EffortView.Speed;
import io.framewright.platform.operations.MediaContainer;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.Operation;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.TaskCompleted;
import io.framewright.schemas.avro.TaskInput;
import io.framewright.schemas.avro.TaskSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is learned from completed tasks, on partitions that the log does not have. */
class EffortTest {

  private static final String FILM =
      "{\"input\":{\"duration_seconds\":20.5,\"width\":1920,\"height\":1080}}";
  private static final String DEFAULTS = "{\"output\":{\"format\":\"mp4\"}}";

  private static ServiceUnderTest service;
  private static PostgresStore store;
  private static JobQueries queries;
  private static int partitions = 500;

  private final String tenant = "tenant-" + UUID.randomUUID();
  private final String sha256 = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start();
    store = service.context.getBean(PostgresStore.class);
    queries = service.context.getBean(JobQueries.class);
    store.prepare();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** A run of 20 seconds of 720p, at so many seconds of the engine. */
  private List<JobEvent> film(String operation, String params, String media, double engineSeconds) {
    Events job = new Events(tenant);
    TaskSpec spec =
        TaskSpec.newBuilder()
            .setTaskId(job.task)
            .setPool("transcode")
            .setOperation(
                Operation.newBuilder().setName(operation).setVersion(1).setParams(params).build())
            .setInputs(List.of(TaskInput.newBuilder().setName("input").setSha256(sha256).build()))
            .build();
    Rendition made =
        Rendition.newBuilder(job.rendition())
            .setWidth(1280)
            .setHeight(720)
            .setBytes(1_000_000)
            .setDurationSeconds(20.0)
            .build();
    return List.of(
        job.accepted("convert", JobPriority.NORMAL, List.of(spec)),
        job.next(
            TaskCompleted.newBuilder()
                .setTaskId(job.task)
                .setAttempt(1)
                .setRunId(UUID.randomUUID())
                .setOutputs(List.of(made))
                .setEngine("ffmpeg 8")
                .setEngineSeconds(engineSeconds)
                .setInputMedia(media)
                .build()));
  }

  private static void write(List<JobEvent> events) {
    int partition = partitions++;
    store.positions(Set.of(partition));
    store.write(
        new EventBatch(events, new TreeMap<>(Map.of(partition, new Move(0, events.size())))));
  }

  private EffortView effort(String operation, String codec) {
    return queries.effort(tenant, operation, codec, sha256);
  }

  @Test
  void theMiddleOfThePastTasksIsTheSpeed() {
    String params =
        "{\"output\":{\"format\":\"mp4\",\"video\":{\"codec\":\"h265\",\"preset\":\"fast\"}}}";
    for (double seconds : new double[] {4, 6, 100}) {
      write(film("video.transcode", params, FILM, seconds));
    }
    EffortView learned = effort("video.transcode", "h265");
    assertThat(learned.input()).isEqualTo(new Known(20.5, 1920.0, 1080.0));
    Speed speed = learned.speeds().getFirst();
    assertThat(speed.preset()).isEqualTo("fast");
    assertThat(speed.lines()).isEqualTo(720);
    assertThat(speed.jobs()).isEqualTo(3);
    double units = 20 * 1280 * 720 / 1e6;
    assertThat(speed.secondsPerUnit()).isCloseTo(6 / units, within(1e-9));
    assertThat(speed.bytesPerUnit()).isCloseTo(1_000_000 / units, within(1e-6));
  }

  @Test
  void whatIsToldTwiceCountsOnceAndWhatWasNotNamedIsTheDefault() {
    long before = jobs("video.transcode", "h264");
    List<JobEvent> events = film("video.transcode", DEFAULTS, FILM, 5);
    write(events);
    write(events);
    assertThat(jobs("video.transcode", "h264")).isEqualTo(before + 1);
    assertThat(effort("video.transcode", "h264").speeds().getFirst().preset()).isEqualTo("medium");
  }

  /** The view writes in SQL what the gateway reads from the table of containers. */
  @ParameterizedTest
  @EnumSource(MediaContainer.class)
  void theDefaultCodecIsTheContainersOwn(MediaContainer container) {
    String format = container.name().toLowerCase(Locale.ROOT);
    String codec = container.videoCodecs().stream().findFirst().orElse(format);
    long before = jobs("video.transcode", codec);
    write(film("video.transcode", "{\"output\":{\"format\":\"%s\"}}".formatted(format), FILM, 5));
    assertThat(jobs("video.transcode", codec)).isEqualTo(before + 1);
  }

  @Test
  void aRecordThatIsNotAsItShouldBeIsLearnedFromAsFarAsItGoes() {
    write(film("video.sprite", "no JSON at all", "{\"input\":", 5));
    EffortView learned = effort("video.sprite", "");
    assertThat(learned.input()).isNull();
    assertThat(learned.speeds().getFirst().secondsPerUnit()).isEqualTo(5);
  }

  @Test
  void anInputIsKnownToItsOwnTenantOnly() {
    write(film("video.transcode", DEFAULTS, FILM, 5));
    assertThat(effort("video.transcode", "h264").input()).isNotNull();
    assertThat(queries.effort("someone-else", "video.transcode", "h264", sha256).input()).isNull();
  }

  private long jobs(String operation, String codec) {
    return effort(operation, codec).speeds().stream().mapToLong(Speed::jobs).sum();
  }
}
