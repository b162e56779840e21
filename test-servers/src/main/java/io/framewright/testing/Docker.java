package io.framewright.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be started here. */
final class Docker {

  /** Asked once: without an engine Testcontainers is slow and loud about it. */
  static final boolean AVAILABLE =
      mayHaveEngine() && DockerClientFactory.instance().isDockerAvailable();

  private Docker() {}

  private static boolean mayHaveEngine() {
    return System.getenv("DOCKER_HOST") != null
        || Files.exists(Path.of("/var/run/docker.sock"))
        || Files.exists(Path.of(System.getProperty("user.home"), ".docker/run/docker.sock"))
        || rootless();
  }

  private static boolean rootless() {
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    return runtime != null && Files.exists(Path.of(runtime, "docker.sock"));
  }
}
