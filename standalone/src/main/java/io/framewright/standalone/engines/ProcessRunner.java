package io.framewright.standalone.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real {@link CommandRunner}. */
public final class ProcessRunner implements CommandRunner {

  private static final int KEPT = 64 * 1024;

  @Override
  public Outcome run(List<String> command, Map<String, String> environment, Duration limit) {
    Path output = null;
    try {
      output = Files.createTempFile("framewright-", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      return await(builder.start(), output, limit);
    } catch (IOException e) {
      return new Outcome(NOT_FOUND, String.valueOf(e.getMessage()));
    } finally {
      delete(output);
    }
  }

  private static Outcome await(Process process, Path output, Duration limit) throws IOException {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        return new Outcome(TIMED_OUT, "no end after %d s".formatted(limit.toSeconds()));
      }
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      return new Outcome(TIMED_OUT, "interrupted");
    }
    return new Outcome(process.exitValue(), text(output));
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int from = Math.max(0, bytes.length - KEPT);
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }

  private static void delete(@org.jspecify.annotations.Nullable Path file) {
    if (file != null) {
      file.toFile().delete();
    }
  }
}
