package io.framewright.gateway.log;

import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.JobCommand;
import io.micronaut.context.annotation.Bean;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands on media.job.commands.v1, decisions from the tail of the log. */
@Singleton
@Bean(typed = CommandLog.class)
final class KafkaCommandLog implements CommandLog {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaCommandLog.class);

  /** A client waits for the answer: shorter than producers wait that nobody watches. */
  private static final Map<String, Object> IMPATIENT =
      Map.of(
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);

  private static final Duration WRITE_LIMIT = Duration.ofSeconds(9);
  private static final Duration TAIL_LIMIT = Duration.ofSeconds(3);

  private final LogTail tail;
  private final Decisions decisions;
  private final KafkaSettings kafka;
  private final SchemaCatalogue catalogue;
  private final ReentrantLock opening = new ReentrantLock();
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable RecordProducer opened;

  KafkaCommandLog(
      LogTail tail, Decisions decisions, KafkaSettings kafka, SchemaCatalogue catalogue) {
    this.tail = tail;
    this.decisions = decisions;
    this.kafka = kafka;
    this.catalogue = catalogue;
  }

  @Override
  public Decision submit(JobCommand command, SpecificRecord payload, Duration patience) {
    if (!tail.awaitReady(TAIL_LIMIT)) {
      throw ApiException.unavailable("The log does not answer; nothing was written.", null);
    }
    try (var decision = decisions.await(command.getMetadata().getEventId())) {
      write(command, payload);
      return decision.within(patience);
    }
  }

  private void write(JobCommand command, SpecificRecord payload) {
    try {
      writers
          .submit(() -> send(command, payload))
          .get(WRITE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.unavailable("The gateway is stopping.", e);
    } catch (ExecutionException | TimeoutException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("command", command.getMetadata().getEventId())
          .log("a command was not written");
      throw ApiException.unavailable("The log did not take the request in time.", e);
    }
  }

  /** Blocks: while the brokers are not known, not even sending is asynchronous. */
  private RecordMetadata send(JobCommand command, SpecificRecord payload)
      throws InterruptedException, ExecutionException {
    return producer()
        .send(
            Topics.COMMANDS,
            command.getMetadata().getTenantId(),
            command,
            command.getMetadata(),
            payload)
        .get();
  }

  /** Opened with the first command, and again if that failed: no broker is needed to start. */
  private RecordProducer producer() {
    opening.lock();
    try {
      if (opened == null) {
        Map<String, Object> settings = kafka.producer("gateway");
        settings.putAll(IMPATIENT);
        opened =
            new RecordProducer(
                "gateway",
                catalogue,
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
      }
      return opened;
    } finally {
      opening.unlock();
    }
  }

  @PreDestroy
  void close() {
    writers.close();
    if (opened != null) {
      opened.close();
    }
  }
}
