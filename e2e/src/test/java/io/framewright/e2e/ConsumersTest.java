package io.framewright.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framewright.platform.ids.Digests;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Programs of strangers, which know what credentials.json tells them. */
class ConsumersTest {

  private static final Path EXAMPLES = Path.of("examples").toAbsolutePath().normalize();
  private static final List<String> COURSE =
      List.of("JobAccepted", "TaskDispatched", "TaskStarted", "TaskCompleted", "JobCompleted");

  /** The jars of kafka-clients and avro, and of what these two need. */
  private static final Pattern LIBRARIES =
      Pattern.compile("(kafka-clients|avro|jackson-(core|databind|annotations)|slf4j-api)-[0-9].*");

  @TempDir static Path directory;

  @RegisterExtension private static final SharedPlatform SHARED = new SharedPlatform();

  @Test
  void aJavaScriptProgramPrintsTheEventsOfAJob() {
    Path program = installed(EXAMPLES.resolve("consumers"));
    printsTheEventsOfAJob(program, List.of("node", "read-events.js"));
  }

  @Test
  void aTusClientUploadsInPiecesAndGoesOnAfterABreak() throws IOException {
    Path program = installed(EXAMPLES.resolve("uploads"));
    Path output = directory.resolve("upload.out");
    List<String> command =
        List.of(
            "node",
            "upload.js",
            SHARED.get().credentials().toString(),
            Samples.photo().toString(),
            "png");

    assertThat(waitFor(start(program, output, command))).as(read(output)).isZero();

    assertThat(read(output))
        .contains("\"paused\":")
        .contains(
            "\"sha256\":\"%s\"".formatted(Digests.sha256(Files.newInputStream(Samples.photo()))));
    String last = read(output).lines().toList().getLast();
    String job = last.replaceAll(".*\"job\":\"([^\"]+)\".*", "$1");
    assertThat(SHARED.get().api().ended(job).path("status").asText()).isEqualTo("completed");
  }

  /** A copy of an example with the libraries that it asks for. */
  private static Path installed(Path example) {
    assumeTrue(runs("node", "--version") && runs("npm", "--version"), "node and npm are missing");
    Path program = copyOf(example.resolve("javascript"), example.getFileName().toString());
    Path log = directory.resolve("npm.log");
    assertThat(waitFor(start(program, log, List.of("npm", "ci", "--ignore-scripts"))))
        .as("npm ci, see %s", log)
        .isZero();
    return program;
  }

  @Test
  void aPlainJavaProgramPrintsTheEventsOfAJob() {
    printsTheEventsOfAJob(
        EXAMPLES.resolve("consumers").resolve("java"),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            libraries(),
            "ReadEvents.java"));
  }

  private static void printsTheEventsOfAJob(Path program, List<String> command) {
    List<String> complete = new ArrayList<>(command);
    complete.add(SHARED.get().credentials().toString());
    Path output = directory.resolve(program.getFileName() + ".out");
    Process consumer = start(program, output, complete);
    try {
      String before = convert();
      awaitCourse(before, output, consumer);
      String live = convert();
      awaitCourse(live, output, consumer);
    } finally {
      consumer.destroy();
      waitFor(consumer);
    }
  }

  private static String convert() {
    Api api = SHARED.get().api();
    String id =
        api.convert(
            """
            {"input": "%s", "output": "png", "operations": [{"type": "resize", "width": 64}],
             "options": {"memoize": false}}
            """
                .formatted(api.upload(Samples.photo())));
    assertThat(api.ended(id).path("status").asText()).isEqualTo("completed");
    return id;
  }

  private static void awaitCourse(String job, Path output, Process consumer) {
    Awaitility.await("the events of job %s are in %s".formatted(job, output))
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .failFast("the consumer ended, see " + output, () -> !consumer.isAlive())
        .untilAsserted(() -> {
          List<String> lines = read(output).lines().filter(line -> line.contains(job)).toList();
          assertThat(lines).hasSize(COURSE.size());
          for (int i = 0; i < COURSE.size(); i++) {
            assertThat(lines.get(i)).contains(COURSE.get(i));
          }
        });
  }

  private static String libraries() {
    String libraries =
        Stream.of(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator, -1))
            .filter(jar -> LIBRARIES.matcher(new File(jar).getName()).matches())
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(libraries).doesNotContain("framewright").contains("kafka-clients", "avro");
    return libraries;
  }

  private static Path copyOf(Path folder, String name) {
    Path copy = directory.resolve(name);
    try (Stream<Path> files = Files.list(folder)) {
      Files.createDirectories(copy);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + folder, e);
    }
  }

  private static boolean runs(String... command) {
    try {
      return waitFor(
              new ProcessBuilder(command)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start())
          == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  private static Process start(Path folder, Path output, List<String> command) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  private static int waitFor(Process process) {
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("%s does not end".formatted(process.info()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
