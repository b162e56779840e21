package io.framewright.embedded;

import io.framewright.embedded.postgres.EmbeddedPostgres;
import io.framewright.embedded.redis.EmbeddedRedis;
import io.framewright.embedded.s3.EmbeddedS3;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM with all servers that are child processes, for a test to kill. */
final class ServersInOneJvm {

  private ServersInOneJvm() {}

  /**
   * @param arguments a directory; the file {@code ready} appears in it when all have started
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    Cache cache = new Cache(directory.resolve("cache"));
    try (var postgres =
            EmbeddedPostgres.start(
                new EmbeddedPostgres.Settings(
                    directory.resolve("postgres"), cache, 0, "user", "password", "database"));
        var redis =
            EmbeddedRedis.start(new EmbeddedRedis.Settings(directory.resolve("redis"), cache, 0));
        var s3 =
            EmbeddedS3.start(
                new EmbeddedS3.Settings(directory.resolve("s3"), cache, 0, "key", "secret"))) {
      Files.writeString(
          directory.resolve("ready"),
          "%d %d %d".formatted(postgres.port(), redis.port(), s3.port()));
      new CountDownLatch(1).await();
    }
  }
}
