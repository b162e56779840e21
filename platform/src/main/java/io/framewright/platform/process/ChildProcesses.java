package io.framewright.platform.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
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

  private static final Duration AFTER_FORCE = Duration.ofSeconds(5);

  private ChildProcesses() {}

  /** The signal that a child gets when this JVM is gone. */
  public enum DeathSignal {
    KILL,
    INT,
    TERM
  }

  /**
   * A parent that was killed before the signal was asked for sends none, so the child looks whose
   * it is once it has asked: from then on either the look or the signal ends it.
   */
  private static final String STILL_OURS =
      "parent=$1; shift; [ \"$PPID\" = \"$parent\" ] && exec \"$@\"";

  /**
   * The words that, put before a command, make it end when this JVM does. They hold for the process
   * that this JVM starts, whatever programs it becomes, until it changes its user.
   */
  public static List<String> tie(DeathSignal signal) {
    return List.of(
        "setpriv",
        "--pdeathsig",
        signal.name(),
        "--",
        "/bin/sh",
        "-c",
        STILL_OURS,
        "sh",
        Long.toString(ProcessHandle.current().pid()));
  }

  /**
   * Starts {@code builder}'s command so that it ends when this JVM does ({@link #tie}). The signal
   * reaches the program itself; what that starts in turn is its own business.
   *
   * @throws UncheckedIOException if {@code setpriv} cannot be started. A program that is missing
   *     shows as exit value 127
   */
  public static Process start(ProcessBuilder builder, DeathSignal signal) {
    List<String> command = new ArrayList<>(tie(signal));
    command.addAll(builder.command());
    builder.command(command);
    try {
      return SPAWNER.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          "cannot start %s; setpriv comes with the package util-linux".formatted(command),
          new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          "interrupted while starting %s".formatted(command), new IOException(e));
    }
  }

  /**
   * Ends the process and everything that it started: politely, and after {@code grace} by force.
   * The process has ended on return, unless this thread was interrupted.
   */
  public static void stopTree(Process process, Duration grace) {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    process.destroy();
    if (!hasEnded(process, grace)) {
      tree.addAll(process.descendants().toList());
      process.destroyForcibly();
      hasEnded(process, AFTER_FORCE);
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean hasEnded(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
