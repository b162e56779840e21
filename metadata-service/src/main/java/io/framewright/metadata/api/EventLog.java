package io.framewright.metadata.api;

import io.framewright.metadata.projection.UnavailableException;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.TopicCatalogue;
import io.framewright.platform.kafka.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Where the log of job events ends. */
@Singleton
public class EventLog {

  /**
   * The end of one partition.
   *
   * @param offset of the record that will be written next, whether what stands before it is
   *     committed or not
   */
  public record End(int partition, long offset) {}

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Admin admin;
  private final int partitions = TopicCatalogue.load().settings(Topics.EVENTS.name()).partitions();

  EventLog(KafkaSettings kafka) {
    this.admin = Admin.create(kafka.common("metadata-event-log"));
  }

  /**
   * The end of the partition that the job's events stand in.
   *
   * @throws UnavailableException if the brokers do not answer
   */
  public End end(UUID job) throws InterruptedException {
    TopicPartition partition = new TopicPartition(Topics.EVENTS.name(), partition(job));
    try {
      long offset =
          admin
              .listOffsets(
                  Map.of(partition, OffsetSpec.latest()),
                  new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
              .partitionResult(partition)
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .offset();
      return new End(partition.partition(), offset);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnavailableException("cannot ask the brokers where the event log ends", e);
    }
  }

  /** The producers' default partitioner: murmur2 over the key's UTF-8. */
  int partition(UUID job) {
    byte[] key = job.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
