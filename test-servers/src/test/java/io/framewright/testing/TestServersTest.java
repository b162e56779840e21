package io.framewright.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TestServersTest {

  @Test
  void kafkaHasTheCataloguesTopicsOnDemand() {
    TestKafka.createTopics();
    try (TopicAdmin admin = new TopicAdmin(TestKafka.settings(), TopicCatalogue.load())) {
      admin.verify();
    }
    assertThat(TestKafka.properties())
        .containsEntry("framewright.kafka.bootstrap-servers", TestKafka.bootstrapServers());
  }

  @Test
  void everyServerStartsOnceAndAccepts() throws Exception {
    assertThat(TestPostgres.access()).isSameAs(TestPostgres.access());
    accepts(TestPostgres.access().host(), TestPostgres.access().port());
    accepts(URI.create(TestRedis.uri()));
    accepts(URI.create(TestMongo.uri()));
    accepts(URI.create(TestS3.settings().endpoint()));
  }

  private static void accepts(URI server) throws Exception {
    accepts(server.getHost(), server.getPort());
  }

  private static void accepts(String host, int port) throws Exception {
    try (Socket socket = new Socket(host, port)) {
      assertThat(socket.isConnected()).isTrue();
    }
  }
}
