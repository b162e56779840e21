package io.framewright.standalone.up;

import io.framewright.platform.process.ChildProcesses;
import io.framewright.standalone.files.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service in a JVM of its own: image-service always, because a crash of libvips takes its JVM
 * with it. Whenever it ends it is started again, on the same port and the same scratch directory.
 */
final class ServiceProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path output;
  private final AtomicReference<@Nullable Process> running = new AtomicReference<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread supervisor;

  /**
   * What runs in the JVM.
   *
   * @param name which process of the platform it is, for instance image-service-2
   * @param options name of a packed file with its JVM's options
   * @param main its class
   */
  record Program(String name, String options, String main) {}

  private ServiceProcess(
      String name, List<String> command, Map<String, String> environment, Path output) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.output = output;
    this.supervisor =
        Thread.ofPlatform().name(name + "-supervisor").daemon().unstarted(this::supervise);
  }

  /**
   * @param scratch where the service works; the JVM's fatal-error log goes there too
   * @param environment its configuration, secrets included: not for the command line, which others
   *     can read
   */
  static ServiceProcess start(
      DataDirectory directory, Program program, Path scratch, Map<String, String> environment) {
    try {
      Files.createDirectories(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make %s".formatted(scratch), e);
    }
    Map<String, String> properties =
        Map.of(
            "logback.configurationFile",
            "framewright/standalone/logback.xml",
            "framewright.log",
            directory.logs().resolve(program.name() + ".log").toString());
    List<String> command =
        new ArrayList<>(JvmCommand.of(program.options(), properties, List.of(program.main())));
    command.add(1, "-XX:ErrorFile=" + scratch.resolve("hs_err_pid%p.log"));
    ServiceProcess process =
        new ServiceProcess(
            program.name(),
            command,
            environment,
            directory.logs().resolve(program.name() + ".out"));
    process.supervisor.start();
    return process;
  }

  /** The process as it is now; none while it is started again. */
  Optional<ProcessHandle> current() {
    return Optional.ofNullable(running.get()).filter(Process::isAlive).map(Process::toHandle);
  }

  private void supervise() {
    Backoff backoff = new Backoff();
    boolean again = true;
    while (again) {
      long startedAt = System.nanoTime();
      Process process = spawn();
      running.set(process);
      try {
        int exitCode = process.waitFor();
        Duration pause = backoff.after(Duration.ofNanos(System.nanoTime() - startedAt));
        again =
            !closing.await(closing.getCount() == 0 ? 0 : pause.toMillis(), TimeUnit.MILLISECONDS);
        if (again) {
          LOG.atWarn()
              .addKeyValue("process", name)
              .addKeyValue("exit_code", exitCode)
              .addKeyValue("pause_ms", pause.toMillis())
              .log("a service ended and is started again");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        again = false;
      }
    }
  }

  private Process spawn() {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    return ChildProcesses.start(builder, ChildProcesses.DeathSignal.KILL);
  }

  @Override
  public void close() {
    closing.countDown();
    Process process = running.get();
    if (process != null) {
      ChildProcesses.stopTree(process, GRACE);
    }
    try {
      supervisor.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
