package io.framewright.platform.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts programs that die when this JVM dies, however it dies. Linux sends a child its
 * parent-death signal when the <em>thread</em> that started it ends, so all children come from one
 * thread that lives as long as the JVM.
 */
public final class ChildProcesses {

  private static final ExecutorService SPAWNER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("child-spawner").daemon().factory());

  private ChildProcesses() {}

  /** The signal that a child gets when this JVM is gone. */
  public enum DeathSignal {
    KILL,
    INT,
    TERM
  }

  /**
   * Starts {@code builder}'s command under {@code setpriv --pdeathsig}.
   *
   * @throws UncheckedIOException if the program cannot be started
   */
  public static Process start(ProcessBuilder builder, DeathSignal signal) {
    List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", signal.name(), "--"));
    command.addAll(builder.command());
    builder.command(command);
    try {
      return SPAWNER.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          "cannot start %s".formatted(command), new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          "interrupted while starting %s".formatted(command), new IOException(e));
    }
  }

  /**
   * Ends the process and everything that it started: politely, and after {@code grace} by force.
   */
  public static void stopTree(Process process, java.time.Duration grace) {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    process.destroy();
    boolean ended = false;
    try {
      ended = process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      tree.addAll(process.descendants().toList());
      process.destroyForcibly();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }
}
