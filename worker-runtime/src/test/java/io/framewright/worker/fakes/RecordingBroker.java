package io.framewright.worker.fakes;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.schemas.avro.TaskReport;
import io.framewright.schemas.avro.WorkerStatus;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Takes records and remembers them. */
public final class RecordingBroker {

  private final SchemaCatalogue catalogue = new BundledSchemaCatalogue();
  private final MockProducer<String, byte[]> mock =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final RecordProducer producer = new RecordProducer("image-worker", catalogue, mock);

  public RecordProducer producer() {
    return producer;
  }

  /** Every send fails from now on. */
  public void refuse(RuntimeException why) {
    mock.sendException = why;
  }

  public List<TaskReport> reports() {
    return all(Topics.REPORTS);
  }

  /** What the reports say, in order. */
  public List<SpecificRecord> said() {
    return reports().stream().map(report -> (SpecificRecord) report.getPayload()).toList();
  }

  public List<TaskProgress> progress() {
    return all(Topics.PROGRESS);
  }

  public List<WorkerStatus> statuses() {
    return all(Topics.WORKER_STATUS);
  }

  private <V extends SpecificRecord> List<V> all(Topic<V> topic) {
    AvroCodec<V> codec = new AvroCodec<>(topic, catalogue);
    return mock.history().stream()
        .filter(record -> record.topic().equals(topic.name()))
        .map(record -> codec.decode(record.value()))
        .toList();
  }
}
