package io.framewright.standalone.storm;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topics;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.ObjectStore.Content;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Ways to break a promise behind the platform's back, to see whether the checker finds it. */
public enum Sabotage {
  /** Removes a result from the object store. */
  LOSE {
    @Override
    void commit(JobEvent end, ObjectStore objects, String bootstrapServers) {
      objects.delete(key(end));
    }
  },
  /** Writes the end of a job into the log once more. */
  DUPLICATE {
    @Override
    void commit(JobEvent end, ObjectStore objects, String bootstrapServers) {
      byte[] again = new AvroCodec<>(Topics.EVENTS, new BundledSchemaCatalogue()).encode(end);
      try (var producer =
          new KafkaProducer<>(
              new KafkaSettings(bootstrapServers, Map.of()).producer("saboteur"),
              new StringSerializer(),
              new ByteArraySerializer())) {
        var _ =
            producer
                .send(
                    new ProducerRecord<>(
                        Topics.EVENTS.name(), end.getMetadata().getJobId().toString(), again))
                .get();
      } catch (ExecutionException e) {
        throw new KafkaException("the event cannot be written", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("interrupted", e);
      }
    }
  },
  /** Turns one bit of a result. */
  FLIP {
    @Override
    void commit(JobEvent end, ObjectStore objects, String bootstrapServers) {
      String key = key(end);
      try (Content content = objects.get(key).orElseThrow()) {
        byte[] bytes = content.stream().readAllBytes();
        bytes[bytes.length / 2] ^= 1;
        objects.put(key, bytes, content.object().contentType(), content.object().attributes());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + key, e);
      }
    }
  };

  /**
   * Does it.
   *
   * @param end of the job that is to suffer: a JobCompleted with an output
   */
  abstract void commit(JobEvent end, ObjectStore objects, String bootstrapServers);

  private static String key(JobEvent end) {
    return Checker.renditions(end.getPayload()).getFirst().getKey();
  }

  /** Does each to a job of its own. */
  static void commit(
      List<Sabotage> all, List<JobEvent> events, ObjectStore objects, String bootstrapServers) {
    List<JobEvent> ends =
        events.stream().filter(event -> event.getPayload() instanceof JobCompleted).toList();
    if (ends.size() < all.size()) {
      throw new IllegalStateException("too few jobs have completed");
    }
    for (int i = 0; i < all.size(); i++) {
      all.get(i).commit(ends.get(i), objects, bootstrapServers);
    }
  }
}
