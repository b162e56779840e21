package io.framewright.orchestrator;

import io.framewright.orchestrator.domain.Policy;
import io.framewright.orchestrator.stream.Meters;
import io.framewright.orchestrator.stream.Orchestration;
import io.framewright.orchestrator.stream.OrchestratorTopology;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import io.framewright.platform.telemetry.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running orchestrator: checks the cluster, then keeps the stream going until the end. */
@Context
final class JobOrchestrator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobOrchestrator.class);
  private static final Duration FAREWELL = Duration.ofSeconds(10);
  private static final Pattern OFFERS = Pattern.compile("media\\.task\\.offers\\.(.+)\\.v\\d+");

  private final KafkaSettings kafka;
  private final boolean createTopics;
  private final InputPositions positions;
  private final KafkaStreams streams;

  /**
   * @param createTopics whether to create the topics of {@code infra/kafka/topics.yaml} that the
   *     cluster lacks
   */
  JobOrchestrator(
      KafkaSettings kafka,
      OrchestratorSettings settings,
      SchemaCatalogue schemas,
      @Value("${framewright.kafka.create-topics:false}") boolean createTopics,
      MeterRegistry registry,
      Traces traces) {
    this.kafka = kafka;
    this.createTopics = createTopics;
    this.positions = new InputPositions(Admin.create(kafka.common("orchestrator-positions")));
    this.streams =
        new KafkaStreams(
            OrchestratorTopology.of(
                new Orchestration(
                    settings.applyTo(Policy.standard(pools(TopicCatalogue.load()))),
                    settings.leaseTimeout(),
                    schemas,
                    positions,
                    () -> ThreadLocalRandom.current().nextDouble(),
                    new Meters(registry),
                    traces)),
            StreamsConfiguration.of(kafka, settings));
    Gauge.builder("framewright.input.lag", this, JobOrchestrator::lag)
        .description("Records of commands, reports and progress that are still to be read")
        .register(registry);
  }

  private double lag() {
    return streams.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("records-lag"))
        .mapToDouble(metric -> metric.metricValue() instanceof Double lag && lag > 0 ? lag : 0)
        .sum();
  }

  /** The pools are those that have a topic for their offers. */
  static Set<String> pools(TopicCatalogue catalogue) {
    return catalogue.topics().stream()
        .flatMap(topic -> OFFERS.matcher(topic.name()).results())
        .map(MatchResult::group)
        .map(name -> OFFERS.matcher(name).replaceFirst("$1"))
        .collect(Collectors.toUnmodifiableSet());
  }

  @PostConstruct
  void start() {
    try (TopicAdmin topics = new TopicAdmin(kafka, TopicCatalogue.load())) {
      if (createTopics) {
        topics.createMissing();
      }
      topics.verify();
    }
    positions.prepare();
    streams.setUncaughtExceptionHandler(failure -> {
      LOG.atError().setCause(failure).log("a stream thread died; another takes its place");
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    });
    streams.setStateListener((now, before) ->
        LOG.atInfo().addKeyValue("before", before).addKeyValue("now", now).log("stream state"));
    streams.start();
  }

  KafkaStreams.State state() {
    return streams.state();
  }

  /** Partitions of the inputs that this process decides for. */
  long assignedTasks() {
    return streams.metadataForLocalThreads().stream()
        .mapToLong(thread -> thread.activeTasks().size())
        .sum();
  }

  @Override
  @PreDestroy
  public void close() {
    if (!streams.close(FAREWELL)) {
      LOG.atWarn()
          .addKeyValue("state", streams.state())
          .log("the stream did not stop in time; its transaction is left to its timeout");
    }
    positions.close();
  }
}
