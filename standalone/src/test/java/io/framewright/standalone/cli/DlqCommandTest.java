package io.framewright.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.embedded.kafka.EmbeddedKafka;
import io.framewright.platform.kafka.DeadLetter;
import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import io.framewright.platform.kafka.Topics;
import io.framewright.standalone.files.Credentials;
import io.framewright.standalone.files.DataDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DlqCommandTest {

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private static DataDirectory data;

  /** What a command printed, and its exit code. */
  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void start() throws ExecutionException, InterruptedException {
    kafka = EmbeddedKafka.start(new EmbeddedKafka.Settings(directory.resolve("kafka"), 0));
    try (TopicAdmin admin = new TopicAdmin(kafka.settings(), TopicCatalogue.load())) {
      admin.createMissing();
    }
    data = new DataDirectory(directory.resolve("data"));
    data.prepare();
    URI nowhere = URI.create("http://127.0.0.1:1");
    new Credentials(nowhere, "key", kafka.bootstrapServers(), nowhere).write(data);
    bury(Topics.ORCHESTRATOR_DEAD_LETTERS, Topics.REPORTS.name());
    bury(Topics.METADATA_DEAD_LETTERS, Topics.EVENTS.name());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static void bury(String letters, String topic)
      throws ExecutionException, InterruptedException {
    DeadLetter why = new DeadLetter("a test", topic, 0, 7, "\u001b[31mrubbish");
    try (var producer =
        new KafkaProducer<>(
            kafka.settings().producer("test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] value = "rub\u0007bish".getBytes(UTF_8);
      producer
          .send(
              new ProducerRecord<>(
                  letters, null, null, new byte[] {'k'}, value, why.beside(new RecordHeaders())))
          .get();
    }
  }

  private static Ended dlq(String... arguments) {
    List<String> all = new ArrayList<>(List.of("dlq"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", data.root().toString()));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    System.setErr(new PrintStream(complained, true, UTF_8));
    try {
      int code = Framewright.run(all.toArray(String[]::new));
      return new Ended(code, printed.toString(UTF_8), complained.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void lettersAreListedWithTheirReasons() {
    Ended listed = dlq("list");

    assertThat(listed.code()).isZero();
    assertThat(listed.out())
        .contains("orchestrator:0:0", "metadata:0:0", "media.task.reports.v1:0@7")
        .contains("?[31mrubbish")
        .doesNotContain("\u001b");
    assertThat(dlq("list", "--limit", "1").out()).contains("the newest 1 of 2");
    assertThat(dlq("list", "--json").out()).contains("\"offset\" : 7", "\"reader\" : \"a test\"");
  }

  @Test
  void oneIsShownDownToItsBytes() {
    Ended shown = dlq("show", "orchestrator:0:0");

    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("72 75 62 07 62 69 73 68", "rub.bish", "this version cannot read it either");
    assertThat(dlq("show", "--json", "orchestrator:0:0").out()).contains("7275620762697368");
    Ended absent = dlq("show", "orchestrator:0:9");
    assertThat(absent.code()).isEqualTo(Failures.FAILED);
    assertThat(absent.err()).contains("no dead letter has the id orchestrator:0:9");
  }

  @Test
  void whatIsPutBackIsToldAndHistoryIsNot() {
    assertThat(dlq("redrive", "--dry-run", "orchestrator:0:0").out())
        .contains("would go back to media.task.reports.v1:0");
    assertThat(dlq("redrive", "orchestrator:0:0").out())
        .contains("went back to media.task.reports.v1:0@0");
    Ended refused = dlq("redrive", "orchestrator:0:0", "metadata:0:0");
    assertThat(refused.code()).isEqualTo(Failures.FAILED);
    assertThat(refused.out()).as("all or none").isEmpty();
    assertThat(refused.err()).contains("events are not written twice");
    assertThat(dlq("redrive", "--all").out()).contains("0 of 2 dead letters put back");
    assertThat(dlq("redrive").code()).as("neither names nor --all").isEqualTo(2);
  }
}
