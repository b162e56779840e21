package io.framewright.standalone.up;

import io.framewright.embedded.Cache;
import io.framewright.embedded.kafka.EmbeddedKafka;
import io.framewright.embedded.mongo.EmbeddedMongo;
import io.framewright.embedded.postgres.EmbeddedPostgres;
import io.framewright.embedded.redis.EmbeddedRedis;
import io.framewright.embedded.s3.EmbeddedS3;
import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Reach;
import io.framewright.standalone.files.Secrets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The embedded servers, all started at once. */
final class Servers {

  private final CompletableFuture<EmbeddedKafka> kafka;
  private final CompletableFuture<EmbeddedPostgres> postgres;
  private final CompletableFuture<EmbeddedRedis> redis;
  private final CompletableFuture<EmbeddedMongo> mongo;
  private final CompletableFuture<EmbeddedS3> storage;
  private final CompletableFuture<Boolean> topics;

  Servers(Parts parts, DataDirectory directory, Secrets secrets, Path programs) {
    Cache cache = new Cache(programs);
    storage = parts.open("S3", () -> EmbeddedS3.start(storage(directory, secrets, cache)));
    kafka =
        parts.open(
            "Kafka",
            () -> EmbeddedKafka.start(new EmbeddedKafka.Settings(directory.of("kafka"), 0)));
    postgres =
        parts.open("Postgres", () -> EmbeddedPostgres.start(postgres(directory, secrets, cache)));
    redis =
        parts.open(
            "Redis",
            () -> EmbeddedRedis.start(new EmbeddedRedis.Settings(directory.of("redis"), cache, 0)));
    mongo =
        parts.open(
            "Mongo stand-in",
            () -> EmbeddedMongo.start(new EmbeddedMongo.Settings(directory.of("mongo"), 0)));
    topics = parts.run("topics", this::createTopics, kafka);
  }

  private static EmbeddedS3.Settings storage(
      DataDirectory directory, Secrets secrets, Cache cache) {
    return new EmbeddedS3.Settings(
        directory.of("s3"), cache, 0, secrets.storageAccessKey(), secrets.storageSecretKey());
  }

  private static EmbeddedPostgres.Settings postgres(
      DataDirectory directory, Secrets secrets, Cache cache) {
    return new EmbeddedPostgres.Settings(
        directory.postgres(Reach.isRoot(), secrets.id()),
        cache,
        0,
        Configuration.POSTGRES_USER,
        secrets.postgresPassword(),
        Configuration.POSTGRES_DATABASE);
  }

  private boolean createTopics() {
    try (TopicAdmin admin = new TopicAdmin(kafka.join().settings(), TopicCatalogue.load())) {
      admin.createMissing();
    }
    return true;
  }

  /** Done when every server takes requests and every topic has its leaders. */
  CompletableFuture<Void> started() {
    return CompletableFuture.allOf(topics, postgres, redis, mongo, storage);
  }

  /** To be called when they have started. */
  ServerAddresses addresses() {
    return new ServerAddresses(
        kafka.join().bootstrapServers(),
        postgres.join().port(),
        redis.join().uri(),
        mongo.join().uri() + "/framewright",
        storage.join().endpoint().toString());
  }

  Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("kafka", kafka.join().port());
    ports.put("postgres", postgres.join().port());
    ports.put("redis", redis.join().port());
    ports.put("mongo", mongo.join().port());
    ports.put("s3", storage.join().port());
    return ports;
  }
}
