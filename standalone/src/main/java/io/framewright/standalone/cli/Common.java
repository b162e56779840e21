package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.files.Credentials;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Instance;
import io.framewright.standalone.up.PlatformProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command. */
final class Common {

  static final int DEFAULT_PORT = 8000;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory: which platform (default ~/.framewright).")
  @Nullable Path data;

  @Option(names = "--port", paramLabel = "N", description = "The gateway's port (default 8000).")
  @Nullable Integer port;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  DataDirectory directory() {
    return data == null ? DataDirectory.ofUser() : new DataDirectory(data);
  }

  int portOrDefault() {
    return port == null ? DEFAULT_PORT : port;
  }

  /**
   * How to reach the platform of the data directory.
   *
   * @throws CannotRunException if none was ever started there
   */
  Credentials credentials() {
    Credentials written =
        Credentials.read(directory())
            .orElseThrow(() ->
                new CannotRunException(
                    "no platform has run in %s".formatted(directory().root()),
                    "start it with: ./framewright up"));
    if (port == null) {
      return written;
    }
    return new Credentials(
        URI.create("http://127.0.0.1:" + port),
        written.apiKey(),
        written.bootstrapServers(),
        written.schemaRegistryUrl());
  }

  /** Starts a platform if none runs. Whoever starts it stops it, even after Ctrl-C. */
  void startUnlessRunning(Consumer<String> lines) {
    if (Instance.read(directory()).filter(Instance::isAlive).isPresent()) {
      return;
    }
    PlatformProcess.start(directory(), portOrDefault(), lines);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> PlatformProcess.stop(directory(), UpCommand.STOP_PATIENCE)));
  }

  /**
   * The process of the platform of the data directory.
   *
   * @throws CannotRunException if none runs there
   */
  ProcessHandle platform() {
    return Instance.read(directory())
        .flatMap(Instance::process)
        .orElseThrow(() ->
            new CannotRunException(
                "no platform runs in %s".formatted(directory().root()),
                "start it with: ./framewright up"));
  }

  ApiClient client() {
    return new ApiClient(credentials());
  }

  static void print(JsonNode json) {
    System.out.println(json.toPrettyString());
  }
}
