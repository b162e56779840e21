package io.framewright.testing;

import io.framewright.embedded.mongo.EmbeddedMongo;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/** The MongoDB, or its stand-in, of this JVM's tests. It starts with the first question. */
public final class TestMongo {

  private static final String IMAGE = "mongo:8";
  private static final int PORT = 27017;

  private static final Shared<String> SERVER =
      new Shared<>("mongo", TestMongo::container, TestMongo::embedded);

  private TestMongo() {}

  /** Without a database. */
  public static String uri() {
    return SERVER.get();
  }

  /** For the context of a service; the database is {@code framewright}. */
  public static Map<String, Object> properties() {
    return Map.of("framewright.mongo.uri", uri() + "/framewright");
  }

  @SuppressWarnings("resource") // the container is closed with the JVM
  private static Shared.Started<String> container() {
    GenericContainer<?> mongo = new GenericContainer<>(IMAGE).withExposedPorts(PORT);
    mongo.start();
    return new Shared.Started<>(
        "mongodb://%s:%d".formatted(mongo.getHost(), mongo.getMappedPort(PORT)), mongo);
  }

  private static Shared.Started<String> embedded(Path directory) {
    EmbeddedMongo mongo = EmbeddedMongo.start(new EmbeddedMongo.Settings(directory, 0));
    return new Shared.Started<>(mongo.uri(), mongo);
  }
}
