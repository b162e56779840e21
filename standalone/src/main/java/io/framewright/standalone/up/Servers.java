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
  private final CompletableFuture<Revived<EmbeddedPostgres>> postgres;
  private final CompletableFuture<Revived<EmbeddedRedis>> redis;
  private final CompletableFuture<EmbeddedMongo> mongo;
  private final CompletableFuture<Revived<EmbeddedS3>> storage;
  private final CompletableFuture<Boolean> topics;

  Servers(Parts parts, DataDirectory directory, Secrets secrets, Path programs) {
    Cache cache = new Cache(programs);
    storage = parts.open("S3", () -> storage(directory, secrets, cache));
    kafka =
        parts.open(
            "Kafka",
            () -> EmbeddedKafka.start(new EmbeddedKafka.Settings(directory.of("kafka"), 0)));
    postgres = parts.open("Postgres", () -> postgres(directory, secrets, cache));
    redis = parts.open("Redis", () -> redis(directory, cache));
    mongo =
        parts.open(
            "Mongo stand-in",
            () -> EmbeddedMongo.start(new EmbeddedMongo.Settings(directory.of("mongo"), 0)));
    topics = parts.run("topics", this::createTopics, kafka);
  }

  private static Revived<EmbeddedS3> storage(
      DataDirectory directory, Secrets secrets, Cache cache) {
    return new Revived<>(
        "S3",
        port ->
            EmbeddedS3.start(
                new EmbeddedS3.Settings(
                    directory.of("s3"),
                    cache,
                    port,
                    secrets.storageAccessKey(),
                    secrets.storageSecretKey())),
        EmbeddedS3::port,
        EmbeddedS3::pid);
  }

  private static Revived<EmbeddedPostgres> postgres(
      DataDirectory directory, Secrets secrets, Cache cache) {
    return new Revived<>(
        "Postgres",
        port ->
            EmbeddedPostgres.start(
                new EmbeddedPostgres.Settings(
                    directory.postgres(Reach.isRoot(), secrets.id()),
                    cache,
                    port,
                    Configuration.POSTGRES_USER,
                    secrets.postgresPassword(),
                    Configuration.POSTGRES_DATABASE)),
        EmbeddedPostgres::port,
        EmbeddedPostgres::pid);
  }

  private static Revived<EmbeddedRedis> redis(DataDirectory directory, Cache cache) {
    return new Revived<>(
        "Redis",
        port -> EmbeddedRedis.start(new EmbeddedRedis.Settings(directory.of("redis"), cache, port)),
        EmbeddedRedis::port,
        EmbeddedRedis::pid);
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
        postgres.join().server().port(),
        redis.join().server().uri(),
        mongo.join().uri() + "/framewright",
        storage.join().server().endpoint().toString());
  }

  Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("kafka", kafka.join().port());
    ports.put("postgres", postgres.join().server().port());
    ports.put("redis", redis.join().server().port());
    ports.put("mongo", mongo.join().port());
    ports.put("s3", storage.join().server().port());
    return ports;
  }
}
