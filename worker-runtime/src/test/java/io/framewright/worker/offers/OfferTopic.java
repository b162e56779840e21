package io.framewright.worker.offers;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.Topic;
import io.framewright.schemas.avro.TaskOffered;
import io.framewright.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A fresh topic of offers on the real broker, written to as the orchestrator does. */
final class OfferTopic {

  final SchemaCatalogue catalogue = new BundledSchemaCatalogue();
  final Topic<TaskOffered> topic =
      new Topic<>("media.task.offers.%s.v1".formatted(UUID.randomUUID()), TaskOffered.class);
  final String group = "group-" + UUID.randomUUID();
  private final AvroCodec<TaskOffered> codec = new AvroCodec<>(topic, catalogue);

  OfferTopic(int partitions) throws Exception {
    try (Admin admin = Admin.create(TestKafka.settings().common("test"))) {
      admin
          .createTopics(
              List.of(new NewTopic(topic.name(), Optional.of(partitions), Optional.<Short>empty())))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  TaskOffered write(TaskOffered offer) throws Exception {
    writeBytes(offer.getTask().getTaskId().toString(), codec.encode(offer), true);
    return offer;
  }

  void abort(TaskOffered offer) throws Exception {
    writeBytes(offer.getTask().getTaskId().toString(), codec.encode(offer), false);
  }

  void writeRubbish() throws Exception {
    writeBytes("rubbish", new byte[] {1, 2, 3}, true);
  }

  private void writeBytes(String key, byte[] value, boolean commit) throws Exception {
    Map<String, Object> settings = TestKafka.settings().producer("test");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, UUID.randomUUID().toString());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /** The next claim, waited for longer than any rebalance takes. */
  static Claim next(WorkSource source) {
    return within(source, Duration.ofSeconds(30)).orElseThrow();
  }

  static Optional<Claim> within(WorkSource source, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Claim> claim = source.claim(Duration.ofMillis(200));
      if (claim.isPresent()) {
        return claim;
      }
    }
    return Optional.empty();
  }
}
