package io.framewright.worker.offers;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topic;
import io.framewright.schemas.avro.TaskOffered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers through a share group (KIP-932): any number of workers of a pool take from the same
 * partitions, one offer at a time, so that an idle one never waits behind a busy one.
 */
public final class ShareGroupSource implements WorkSource {

  private static final Logger LOG = LoggerFactory.getLogger(ShareGroupSource.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final OfferReader reader;
  private final ShareConsumer<String, byte[]> consumer;

  /**
   * Joins the group, and sets what its members cannot: where it begins, and that it sees committed
   * offers only.
   */
  public ShareGroupSource(
      KafkaSettings kafka, SchemaCatalogue catalogue, Topic<TaskOffered> topic, String group) {
    this.reader = new OfferReader(new AvroCodec<>(topic, catalogue), new Acknowledgements());
    setGroup(kafka, group);
    this.consumer =
        new KafkaShareConsumer<>(
            settings(kafka, group), new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic.name()));
  }

  private static Map<String, Object> settings(KafkaSettings kafka, String group) {
    Map<String, Object> settings = kafka.common(group);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // a worker whose slots are all taken does not poll, and stays a member all the same
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
    return settings;
  }

  private static void setGroup(KafkaSettings kafka, String group) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    List<AlterConfigOp> changes =
        List.of(
            set("share.isolation.level", "read_committed"),
            set("share.auto.offset.reset", "earliest"));
    try (Admin admin = Admin.create(kafka.common(group + "-settings"))) {
      admin
          .incrementalAlterConfigs(Map.of(resource, changes))
          .all()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("cannot set how the share group %s reads".formatted(group), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while setting up the share group", e);
    }
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  @Override
  public Optional<Claim> claim(Duration patience) {
    return reader.claim(() -> consumer.poll(patience));
  }

  private void settle(ConsumerRecord<String, byte[]> record, AcknowledgeType how) {
    consumer.acknowledge(record, how);
    consumer
        .commitSync(PATIENCE)
        .forEach((partition, failure) ->
            failure.ifPresent(e ->
                // no harm: the offer comes again, and the log refuses the second start
                LOG.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("an offer could not be settled")));
  }

  @Override
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public boolean connected() {
    return Connections.open(consumer.metrics());
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(5));
  }

  private final class Acknowledgements implements OfferReader.Settling {

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
      settle(record, AcknowledgeType.ACCEPT);
    }

    @Override
    public void giveBack(ConsumerRecord<String, byte[]> record) {
      settle(record, AcknowledgeType.RELEASE);
    }

    @Override
    public void reject(ConsumerRecord<String, byte[]> record) {
      settle(record, AcknowledgeType.REJECT);
    }
  }
}
