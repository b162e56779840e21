package io.framewright.standalone.cli;

import io.framewright.embedded.kafka.EmbeddedKafka;
import io.framewright.standalone.files.Credentials;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Instance;
import io.framewright.standalone.files.ResidentMemory;
import io.framewright.standalone.up.Layout;
import io.framewright.standalone.up.Platform;
import io.framewright.standalone.up.PlatformProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the platform. */
@Command(
    name = "up",
    description = "Starts the platform; Ctrl-C stops it.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Option(names = "--detach", description = "Return when it is ready and leave it running.")
  boolean detach;

  @Override
  public Integer call() throws InterruptedException {
    return detach ? startDetached() : stay();
  }

  private int startDetached() {
    DataDirectory directory = common.directory();
    Instance instance =
        PlatformProcess.start(
            directory,
            common.portOrDefault(),
            common.json ? System.err::println : System.out::println);
    if (common.json) {
      Common.print(StatusCommand.json(directory, instance));
    } else {
      System.out.println(banner(directory));
    }
    return 0;
  }

  private int stay() throws InterruptedException {
    DataDirectory directory = common.directory();
    directory.prepare();
    logInto(directory);
    EmbeddedKafka.beforeGivingUp(() -> explainTheEnd(directory));
    CountDownLatch stopping = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> {
                  stopping.countDown();
                  awaitQuietly(stopped);
                }));
    Instant since = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    Consumer<String> lines = System.out::println;
    try (Platform _ =
        Platform.start(directory, common.portOrDefault(), Layout.TOGETHER, since, lines)) {
      System.out.println(banner(directory));
      stopping.await();
      System.out.println("stopping");
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static void explainTheEnd(DataDirectory directory) {
    System.err.printf(
        """
        framewright: Kafka cannot write its log, so the platform ends; %s are free at %s
          free some space and start it again: nothing that was accepted is lost; the log is %s
        """,
        Words.size(directory.freeBytes()),
        directory.root(),
        directory.logs().resolve("platform.log"));
  }

  /** To be called before the first logger is made. */
  static void logInto(DataDirectory directory) {
    System.setProperty("logback.configurationFile", "framewright/standalone/logback.xml");
    System.setProperty("framewright.log", directory.logs().resolve("platform.log").toString());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String banner(DataDirectory directory) {
    Instance instance = Instance.read(directory).orElseThrow();
    Credentials credentials = Credentials.read(directory).orElseThrow();
    return """

    Framewright is ready after %s, with %s of memory.
      address   %s
      API key   %s
      data      %s

    In a browser: %s/#key=%s
    Or:
      curl -H 'X-API-Key: %s' -F file=@samples/photo.jpg -F output=webp %s/api/v1/convert
    """
        .formatted(
            Words.time(instance.ready().orElse(Duration.ZERO)),
            Words.size(instance.process().map(new ResidentMemory()::ofTree).orElse(0L)),
            credentials.baseUrl(),
            credentials.apiKey(),
            directory.root(),
            credentials.baseUrl(),
            credentials.apiKey(),
            credentials.apiKey(),
            credentials.baseUrl());
  }

  /** How long a stop may take before force is used. */
  static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
}
