package io.framewright.transcoder.run;

import io.framewright.platform.process.ChildProcesses;
import io.framewright.platform.process.ChildProcesses.DeathSignal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One running program. It dies with this JVM, it never blocks on a full pipe, and once {@link
 * #close} returned nothing of it is left.
 */
public final class Child implements AutoCloseable {

  /** What a stopped program was writing is thrown away, so it gets no time to finish. */
  private static final Duration GRACE = Duration.ZERO;

  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final Process process;
  private final Thread output;
  private final Thread errors;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private Child(Process process, Consumer<String> out, Consumer<String> err) {
    this.process = process;
    this.output = reader("child-out-", process.getInputStream(), out);
    this.errors = reader("child-err-", process.getErrorStream(), err);
  }

  /**
   * @param out gets each line of its standard output, on one thread
   * @param err gets each line of its standard error, on another
   * @throws java.io.UncheckedIOException if it cannot be started
   */
  public static Child start(Command command, Consumer<String> out, Consumer<String> err) {
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return new Child(ChildProcesses.start(builder, DeathSignal.KILL), out, err);
  }

  private Thread reader(String name, InputStream in, Consumer<String> sink) {
    return Thread.ofPlatform()
        .daemon()
        .name(name + process.pid())
        .start(() -> new LineReader(sink).drain(in));
  }

  /**
   * Waits at most so long for it to end.
   *
   * @return whether it has ended
   */
  public boolean await(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it and all that it started. Safe to call from any thread, at any time. */
  public void stop() {
    if (stopped.compareAndSet(false, true)) {
      ChildProcesses.stopTree(process, GRACE);
    }
  }

  /**
   * The exit code of a program that has ended; 128 + n after signal n. All that it wrote has been
   * read by then, except from a pipe that some descendant still holds.
   */
  public int exitCode() throws InterruptedException {
    int code = process.waitFor();
    output.join(DRAIN);
    errors.join(DRAIN);
    return code;
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
    closePipe(process.getInputStream());
    closePipe(process.getErrorStream());
  }

  private static void closePipe(InputStream pipe) {
    try {
      pipe.close();
    } catch (IOException _) {
      // Nothing was to be read from it any more.
    }
  }
}
