package io.framewright.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The platform as {@code ./framewright up} runs it: a JVM of its own with its children, over one
 * data directory.
 */
final class RunningPlatform implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(2);

  private final Path data;
  private final int port;
  private final Process process;
  private final Api api;

  private RunningPlatform(Path data, int port, Process process, Api api) {
    this.data = data;
    this.port = port;
    this.process = process;
    this.api = api;
  }

  /** Starts on a free port and waits until the platform is ready. */
  static RunningPlatform start(Path data, Map<String, String> environment) {
    return start(data, freePort(), environment);
  }

  private static RunningPlatform start(Path data, int port, Map<String, String> environment) {
    Path credentials = data.resolve("credentials.json");
    try {
      Files.createDirectories(data);
      Files.deleteIfExists(credentials);
      Path log = data.resolveSibling(data.getFileName() + "-platform.log");
      ProcessBuilder builder =
          new ProcessBuilder(command("up", "--data", data.toString(), "--port", "" + port))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      awaitReady(data, port, process, log);
      JsonNode access = new ObjectMapper().readTree(credentials.toFile());
      return new RunningPlatform(
          data,
          port,
          process,
          new Api(access.path("base_url").asText(), access.path("api_key").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the platform in " + data, e);
    }
  }

  private static void awaitReady(Path data, int port, Process process, Path log) {
    Path credentials = data.resolve("credentials.json");
    try {
      Awaitility.await("the platform at port %d is ready".formatted(port))
          .atMost(START)
          .pollInterval(Duration.ofMillis(200))
          .failFast("the platform ended while starting", () -> !process.isAlive())
          .until(() -> Files.exists(credentials) && Api.ready(port));
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      process.destroyForcibly();
      throw new AssertionError(
          "the platform is not ready\n%s\n%s"
              .formatted(tail(log), tail(data.resolve("logs/platform.log"))),
          e);
    }
  }

  /** What a process said last, to tell in a failed test; the test's directory goes with it. */
  private static String tail(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - 60), all.size()));
    } catch (IOException e) {
      return "%s cannot be read: %s".formatted(log, e);
    }
  }

  /** The same data directory again, after this one has ended. */
  RunningPlatform restarted() {
    return start(data, port, Map.of());
  }

  Api api() {
    return api;
  }

  /** Where it keeps everything. */
  Path data() {
    return data;
  }

  /** What a client of this platform is given. */
  Path credentials() {
    return data.resolve("credentials.json");
  }

  /** Everything that this platform started and that still lives, by a word of its command line. */
  List<ProcessHandle> children(String word) {
    return process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(word))
        .toList();
  }

  /** SIGKILL for the main process; the answer is everything that it had started. */
  List<ProcessHandle> killHard() {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    process.destroyForcibly();
    await(process);
    return tree;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** The command line tool as a child process of the test, in this JVM's Java and class path. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1"); // as the launcher does: it starts sooner
    command.add("-Xmx512m");
    command.add("-Dframewright.home=" + Path.of("..").toAbsolutePath().normalize());
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator));
    command.add("io.framewright.standalone.cli.Framewright");
    command.addAll(List.of(arguments));
    return command;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process %d does not end".formatted(process.pid()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      await(process);
    }
  }
}
