package io.framewright.testing;

import io.framewright.embedded.redis.EmbeddedRedis;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/** The Redis of this JVM's tests. It starts with the first question. */
public final class TestRedis {

  private static final String IMAGE = "redis:7";
  private static final int PORT = 6379;

  private static final Shared<String> SERVER =
      new Shared<>("redis", TestRedis::container, TestRedis::embedded);

  private TestRedis() {}

  public static String uri() {
    return SERVER.get();
  }

  /** For the context of a service. */
  public static Map<String, Object> properties() {
    return Map.of("framewright.redis.uri", uri());
  }

  @SuppressWarnings("resource") // the container is closed with the JVM
  private static Shared.Started<String> container() {
    GenericContainer<?> redis = new GenericContainer<>(IMAGE).withExposedPorts(PORT);
    redis.start();
    return new Shared.Started<>(
        "redis://%s:%d".formatted(redis.getHost(), redis.getMappedPort(PORT)), redis);
  }

  private static Shared.Started<String> embedded(Path directory) {
    EmbeddedRedis redis =
        EmbeddedRedis.start(new EmbeddedRedis.Settings(directory, Scratch.cache(), 0));
    return new Shared.Started<>(redis.uri(), redis);
  }
}
