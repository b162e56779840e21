package io.framewright.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topics;
import io.framewright.platform.security.ServiceTokens;
import io.framewright.platform.service.FramewrightService;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.testing.TestKafka;
import io.framewright.testing.TestMongo;
import io.framewright.testing.TestPostgres;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;

/** A metadata-service on a database of its own, with real servers behind it. */
public final class ServiceUnderTest implements AutoCloseable {

  public static final String SECRET = "a secret of the tests that is long enough";

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1)); // a busy machine is no failure
  }

  public final ApplicationContext context;
  private final EmbeddedServer server;
  private final RecordProducer producer;
  private final HttpClient http = HttpClient.newHttpClient();

  /** An answer: status, headers, and the body if it was JSON. */
  public record Answer(int status, HttpResponse<String> response) {
    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new IllegalStateException("no JSON: " + response.body(), e);
      }
    }
  }

  private ServiceUnderTest(Map<String, Object> properties) {
    this.context = FramewrightService.start("metadata-service", properties);
    this.server = context.getBean(EmbeddedServer.class);
    this.producer =
        new RecordProducer(
            "test", context.getBean(KafkaSettings.class), context.getBean(SchemaCatalogue.class));
  }

  /** Starts it on stores that nobody else uses. */
  public static ServiceUnderTest start() {
    return start(freshStores());
  }

  public static ServiceUnderTest start(Map<String, Object> stores) {
    TestKafka.createTopics();
    Map<String, Object> properties = new HashMap<>(stores);
    properties.put("framewright.kafka.bootstrap-servers", TestKafka.bootstrapServers());
    properties.put("framewright.services.token-secret", SECRET);
    properties.put("micronaut.server.port", -1);
    return new ServiceUnderTest(properties);
  }

  /** Properties that name a new database in each store. */
  public static Map<String, Object> freshStores() {
    String database = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Connection postgres = connect(TestPostgres.access().database());
        var statement = postgres.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + database, e);
    }
    Map<String, Object> properties = new HashMap<>(TestPostgres.properties());
    properties.put("framewright.postgres.database", database);
    properties.put("framewright.mongo.uri", TestMongo.uri() + "/" + database);
    return properties;
  }

  /** Runs one statement in the service's Postgres database. */
  public static void execute(Map<String, Object> stores, String sql) {
    try (Connection postgres =
            connect(String.valueOf(stores.get("framewright.postgres.database")));
        var statement = postgres.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot execute " + sql, e);
    }
  }

  private static Connection connect(String database) throws SQLException {
    TestPostgres.Access access = TestPostgres.access();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(access.host(), access.port(), database),
        access.user(),
        access.password());
  }

  /** Writes events to the log; returns when the brokers have them. */
  public void publish(List<JobEvent> events) {
    events.stream()
        .map(event ->
            producer.send(
                Topics.EVENTS,
                event.getMetadata().getJobId().toString(),
                event,
                event.getMetadata(),
                (SpecificRecord) event.getPayload()))
        .toList()
        .forEach(sent -> sent.join());
  }

  public Answer get(String path) {
    return get(path, Optional.of(token()));
  }

  public String token() {
    return context.getBean(ServiceTokens.class).mint("gateway", Instant.now());
  }

  public Answer get(String path, Optional<String> token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURI() + path));
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close();
    http.close();
    context.close();
  }
}
