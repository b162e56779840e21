package io.framewright.standalone.up;

import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Instance;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A platform in a process of its own, which goes on when this one ends. */
public final class PlatformProcess {

  private static final Duration GLANCE = Duration.ofMillis(50);

  private PlatformProcess() {}

  /**
   * Starts the process and waits until it is ready.
   *
   * @param lines gets what it says meanwhile, line by line
   * @throws CannotRunException if it ends before it is ready
   */
  public static Instance start(DataDirectory directory, int port, Consumer<String> lines) {
    directory.prepare();
    Path output = directory.logs().resolve("up.out");
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(
        JvmCommand.of(
            "platform",
            Map.of(),
            List.of(
                "io.framewright.standalone.cli.Framewright",
                "up",
                "--data",
                directory.root().toString(),
                "--port",
                Integer.toString(port))));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return awaitReady(process, directory, output, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the platform's process", e);
    }
  }

  private static Instance awaitReady(
      Process process, DataDirectory directory, Path output, Consumer<String> lines)
      throws IOException {
    long shown = 0;
    while (true) {
      boolean ended = !process.isAlive();
      shown = show(output, shown, lines);
      if (ended) {
        throw new CannotRunException(
            "the platform did not start (exit code %d)".formatted(process.exitValue()),
            "its logs are in %s".formatted(directory.logs()));
      }
      Optional<Instance> ready =
          Instance.read(directory)
              .filter(instance -> instance.pid() == process.pid())
              .filter(instance -> instance.ready().isPresent());
      if (ready.isPresent()) {
        return ready.get();
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  /** Passes on the whole lines that are new, and says how far it has read. */
  private static long show(Path output, long from, Consumer<String> lines) throws IOException {
    if (Files.size(output) <= from) {
      return from;
    }
    try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
      file.seek(from);
      byte[] fresh = new byte[(int) Math.min(file.length() - from, 1 << 20)];
      file.readFully(fresh);
      int whole = fresh.length;
      while (whole > 0 && fresh[whole - 1] != '\n') {
        whole--;
      }
      new String(fresh, 0, whole, StandardCharsets.UTF_8).lines().forEach(lines);
      return from + whole;
    }
  }

  /**
   * Asks the process to stop, and after {@code patience} ends it by force.
   *
   * @return false if no platform was running
   */
  public static boolean stop(DataDirectory directory, Duration patience) {
    Optional<ProcessHandle> running = Instance.read(directory).flatMap(Instance::process);
    if (running.isEmpty()) {
      return false;
    }
    ProcessHandle process = running.get();
    process.destroy();
    if (!hasEnded(process, patience)) {
      process.destroyForcibly(); // its children go with it
      hasEnded(process, patience);
    }
    return true;
  }

  private static boolean hasEnded(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + process.pid(), e);
    }
  }
}
