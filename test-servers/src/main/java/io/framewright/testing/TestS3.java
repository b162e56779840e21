package io.framewright.testing;

import io.framewright.embedded.s3.EmbeddedS3;
import io.framewright.platform.storage.StorageSettings;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The S3 server of this JVM's tests, without buckets. It starts with the first question. */
public final class TestS3 {

  private static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
  private static final int PORT = 9000;
  private static final String ACCESS_KEY = "framewright";
  private static final String SECRET_KEY = "framewright-tests";

  private static final Shared<StorageSettings> SERVER =
      new Shared<>("s3", TestS3::container, TestS3::embedded);

  private TestS3() {}

  public static StorageSettings settings() {
    return SERVER.get();
  }

  /** For the context of a service. */
  public static Map<String, Object> properties() {
    StorageSettings settings = settings();
    return Map.of(
        "framewright.storage.endpoint", settings.endpoint(),
        "framewright.storage.region", settings.region(),
        "framewright.storage.bucket", settings.bucket(),
        "framewright.storage.access-key", settings.accessKey(),
        "framewright.storage.secret-key", settings.secretKey());
  }

  @SuppressWarnings("resource") // the container is closed with the JVM
  private static Shared.Started<StorageSettings> container() {
    GenericContainer<?> s3 =
        new GenericContainer<>(IMAGE)
            .withCommand("server", "/data")
            .withEnv(Map.of("MINIO_ROOT_USER", ACCESS_KEY, "MINIO_ROOT_PASSWORD", SECRET_KEY))
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));
    s3.start();
    String endpoint = "http://%s:%d".formatted(s3.getHost(), s3.getMappedPort(PORT));
    return new Shared.Started<>(
        new StorageSettings(
            endpoint, "", "us-east-1", "framewright", ACCESS_KEY, SECRET_KEY, false),
        s3);
  }

  private static Shared.Started<StorageSettings> embedded(Path directory) {
    EmbeddedS3 s3 =
        EmbeddedS3.start(
            new EmbeddedS3.Settings(directory, Scratch.cache(), 0, ACCESS_KEY, SECRET_KEY));
    return new Shared.Started<>(s3.settings(), s3);
  }
}
