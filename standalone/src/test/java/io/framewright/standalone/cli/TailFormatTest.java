package io.framewright.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.WorkerStatus;
import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.client.LogReader.Content;
import io.framewright.standalone.client.LogReader.Entry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class TailFormatTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:11:12.345Z");
  private static final UUID JOB = new UUID(3, 4);

  private final TailFormat plain = new TailFormat(false, ZoneOffset.UTC);
  private final TailFormat coloured = new TailFormat(true, ZoneOffset.UTC);

  @Test
  void anEventIsOneLineWithItsPlaceInTheJobsHistory() {
    assertThat(plain.text(event(completed())))
        .isEqualTo(
            "10:11:12.345 media.job.events.v1 JobCompleted 00000000-0000-0003-0000-000000000004#7 outputs=[1]");
  }

  @Test
  void whatIsNestedIsShownAndWhatIsAbsentIsNot() {
    assertThat(plain.text(event(failed("no picture"))))
        .endsWith("#7 failure={kind=BAD_INPUT code=INPUT_CORRUPT message=no picture}");
  }

  @Test
  void aRecordThatIsAboutNoJobIsShownToo() {
    Entry entry = entry("media.worker.status.v1", new Content.Decoded(status()));
    assertThat(plain.text(entry))
        .startsWith(
            "10:11:12.345 media.worker.status.v1 WorkerStatus worker_id=image-1 pool=image");
    assertThat(TailFormat.job(entry)).isEmpty();
    assertThat(TailFormat.job(event(completed()))).contains(JOB);
  }

  @Test
  void goodAndBadEndsDifferInColour() {
    assertThat(coloured.text(event(completed()))).contains("\033[32mJobCompleted\033[0m");
    assertThat(coloured.text(event(failed("x")))).contains("\033[31mJobFailed\033[0m");
    assertThat(plain.text(event(failed("x")))).doesNotContain("\033");
  }

  @Test
  void noRecordDrivesTheTerminal() {
    assertThat(plain.text(event(failed("\033[2J\nfake line"))))
        .doesNotContain("\033", "\n")
        .contains("message=?[2J?fake line");
    assertThat(plain.text(event(failed("x".repeat(100)))))
        .contains("message=" + "x".repeat(60) + "…");
  }

  @Test
  void bytesThatAreNoRecordAreNamedAndNothingStops() {
    Entry entry = entry("media.job.events.v1", new Content.Unreadable("3 bytes"));
    assertThat(plain.text(entry)).isEqualTo("10:11:12.345 media.job.events.v1 unreadable 3 bytes");
    assertThat(json(entry).path("unreadable").asText()).isEqualTo("3 bytes");
  }

  @Test
  void asJsonEverythingIsThere() {
    JsonNode line = json(event(completed()));
    assertThat(line.path("topic").asText()).isEqualTo("media.job.events.v1");
    assertThat(line.path("partition").asInt()).isEqualTo(2);
    assertThat(line.path("offset").asLong()).isEqualTo(42);
    assertThat(line.path("type").asText()).isEqualTo("JobCompleted");
    assertThat(line.at("/record/metadata/job_id").asText()).isEqualTo(JOB.toString());
    assertThat(line.at("/record/payload/outputs/0/name").asText()).isEqualTo("output.webp");
    assertThat(plain.json(event(failed("a\nb")))).hasLineCount(1);
  }

  @Test
  void aPartOfANameChoosesTopics() {
    assertThat(TailCommand.chosen(List.of("media.job.events.v1"))).containsExactly(Topics.EVENTS);
    assertThat(TailCommand.chosen(List.of("offers", "control")))
        .extracting(Topic::name)
        .containsExactly(
            "media.task.offers.image.v1",
            "media.task.offers.transcode.v1",
            "media.task.control.v1");
    assertThatThrownBy(() -> TailCommand.chosen(List.of("none")))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("'none'");
  }

  private JsonNode json(Entry entry) {
    try {
      return new ObjectMapper().readTree(plain.json(entry));
    } catch (JsonProcessingException e) {
      throw new AssertionError(plain.json(entry), e);
    }
  }

  private static SpecificRecord completed() {
    return new JobCompleted(
        List.of(
            Rendition.newBuilder()
                .setName("output.webp")
                .setKey("jobs/output.webp")
                .setContentType("image/webp")
                .setBytes(1)
                .setSha256("00")
                .build()));
  }

  private static SpecificRecord failed(String message) {
    return new JobFailed(new Failure(FailureKind.BAD_INPUT, "INPUT_CORRUPT", message, null));
  }

  private static WorkerStatus status() {
    return WorkerStatus.newBuilder()
        .setWorkerId("image-1")
        .setPool("image")
        .setSlots(2)
        .setBusy(1)
        .setState("ready")
        .setEngine("libvips 8.18.7")
        .setCapabilities("{}")
        .setOccurredAt(NOW)
        .build();
  }

  private static Entry event(SpecificRecord payload) {
    Metadata metadata =
        Metadata.newBuilder()
            .setEventId(new UUID(1, 2))
            .setJobId(JOB)
            .setTenantId("acme")
            .setSequence(7)
            .setOccurredAt(NOW)
            .build();
    return entry(
        "media.job.events.v1",
        new Content.Decoded(
            JobEvent.newBuilder().setMetadata(metadata).setPayload(payload).build()));
  }

  private static Entry entry(String topic, Content content) {
    return new Entry(topic, 2, 42, "key", NOW, content);
  }
}
