package io.framewright.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.testing.TestKafka;
import io.framewright.worker.fakes.FakeHandler;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

@Timeout(300)
class WorkerContextTest {

  @TempDir Path directory;

  @BeforeAll
  static void startBroker() {
    TestKafka.createTopics();
  }

  @Test
  void aContextWithATaskHandlerIsAWorkerFromServerStartToTheEnd() {
    try (ApplicationContext context =
        context(Map.of("framewright.worker.source", "consumer-group"))
            .singletons(new FakeHandler())
            .start()) {
      context.getBean(EmbeddedServer.class).start();
      WorkerHealth health = context.getBean(WorkerHealth.class);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(health(health).getStatus()).isEqualTo(HealthStatus.UP));

      WorkerSettings settings = context.getBean(WorkerSettings.class);
      assertThat(settings.source()).isEqualTo(WorkerSettings.Source.CONSUMER_GROUP);
      assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(5));
      assertThat(settings.slots()).isEqualTo(Runtime.getRuntime().availableProcessors());

      context.getBean(WorkerService.class).close();
      assertThat(health(health).getStatus()).isEqualTo(HealthStatus.DOWN);
    }
  }

  @Test
  void aContextWithoutATaskHandlerIsNoWorker() {
    try (ApplicationContext context = context(Map.of()).start()) {
      assertThat(context.containsBean(WorkerService.class)).isFalse();
      assertThat(context.containsBean(WorkerHealth.class)).isFalse();
    }
  }

  private ApplicationContextBuilder context(Map<String, Object> more) {
    return ApplicationContext.builder()
        .properties(
            Map.of(
                "micronaut.server.port",
                -1,
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.security.enabled",
                false,
                "framewright.kafka.bootstrap-servers",
                TestKafka.bootstrapServers(),
                "framewright.worker.scratch-dir",
                directory.toString(),
                "framewright.worker.min-free-bytes",
                0))
        .properties(more);
  }

  private static HealthResult health(WorkerHealth health) {
    return Mono.from(health.getResult()).blockOptional().orElseThrow();
  }
}
