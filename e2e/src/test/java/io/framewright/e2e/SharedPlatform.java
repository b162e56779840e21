package io.framewright.e2e;

import io.framewright.embedded.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One platform for all test classes that do not end it, started by the first of them. It is a
 * {@link RegisterExtension} of theirs. A file that says so crashes its image-service.
 */
final class SharedPlatform implements BeforeAllCallback {

  @SuppressWarnings("NullAway.Init") // set before all tests
  private RunningPlatform platform;

  private record Resource(Path directory, RunningPlatform platform) implements AutoCloseable {

    static Resource open() {
      try {
        Path directory = Files.createTempDirectory("framewright-e2e");
        return new Resource(
            directory,
            RunningPlatform.start(
                directory.resolve("data"),
                Map.of("FRAMEWRIGHT_IMAGE_FAILPOINT", "crash-on-marker")));
      } catch (IOException e) {
        throw new UncheckedIOException("no directory for the platform", e);
      }
    }

    @Override
    public void close() throws IOException {
      platform.close();
      DataDirectory.delete(directory);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    platform =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(SharedPlatform.class))
            .getOrComputeIfAbsent("platform", _ -> Resource.open(), Resource.class)
            .platform();
  }

  RunningPlatform get() {
    return platform;
  }
}
