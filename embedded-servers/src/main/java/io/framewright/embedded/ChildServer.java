package io.framewright.embedded;

import io.framewright.platform.process.ChildProcesses;
import io.framewright.platform.process.ChildProcesses.DeathSignal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server program as our child, with what it prints in a file. It dies when this JVM dies. */
public final class ChildServer implements AutoCloseable {

  /**
   * What to start.
   *
   * @param name for messages, for instance Redis
   * @param log takes what the program prints, and is appended to
   * @param onDeath the signal for the program when this JVM is gone
   * @param ready asked every 10 ms until it says yes
   */
  public record Plan(
      String name, ProcessBuilder command, Path log, DeathSignal onDeath, BooleanSupplier ready) {}

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();
  private static final int LINES_SHOWN = 8;

  private final Process process;

  private ChildServer(Process process) {
    this.process = process;
  }

  /**
   * Starts the program and waits until it is ready.
   *
   * @throws EmbeddedServerException with the last lines of the log if it ends first, or is not
   *     ready within 30 s
   */
  public static ChildServer start(Plan plan) {
    plan.command()
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
    ChildServer server = new ChildServer(spawn(plan));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!plan.ready().getAsBoolean()) {
      if (!server.process.isAlive()) {
        throw new EmbeddedServerException(
            "%s ended with %d before it was ready; %s"
                .formatted(plan.name(), server.process.exitValue(), end(plan.log())));
      }
      if (System.nanoTime() > deadline) {
        server.close();
        throw new EmbeddedServerException(
            "%s was not ready after %d s; %s"
                .formatted(plan.name(), PATIENCE.toSeconds(), end(plan.log())));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return server;
  }

  private static Process spawn(Plan plan) {
    try {
      return ChildProcesses.start(plan.command(), plan.onDeath());
    } catch (UncheckedIOException e) {
      throw new EmbeddedServerException(
          "%s cannot be started: %s".formatted(plan.name(), e.getMessage()), e);
    }
  }

  /** Whether something on 127.0.0.1 accepts connections at {@code port}. */
  public static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
      return true;
    } catch (IOException _) {
      return false; // refused is an answer here
    }
  }

  private static String end(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return "the end of %s: %s"
          .formatted(
              log,
              String.join(
                  " | ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())));
    } catch (IOException e) {
      return "its log %s cannot be read: %s".formatted(log, e.getMessage());
    }
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Asks the program to end with SIGINT, which the JDK cannot send, and gives it 10 s for that; a
   * program that does not listen is left to {@link #close}.
   */
  public void interrupt() {
    try {
      new ProcessBuilder("sh", "-c", "kill -INT " + pid()).start().waitFor();
      process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot run sh to end process %d".formatted(pid()), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the program with SIGTERM, and after 10 s by force. */
  @Override
  public void close() {
    ChildProcesses.stopTree(process, GRACE);
  }
}
