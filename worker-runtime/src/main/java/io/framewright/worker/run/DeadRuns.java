package io.framewright.worker.run;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.worker.scratch.ScratchSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the runs that the last process on this scratch directory died on. The JVM's fatal error
 * log beside a mark says that the decoder died on the input; where the log names a run's thread, it
 * was that run's alone. Without such a log the process was killed, which says nothing about the
 * input, and its tasks are given back.
 */
public final class DeadRuns {

  private static final Logger LOG = LoggerFactory.getLogger(DeadRuns.class);
  private static final Pattern CRASHED_THREAD =
      Pattern.compile("Current thread .*\"" + Runs.THREAD_PREFIX + "([0-9a-f-]{36})\"");
  private static final int KEPT_LOGS = 10;

  private final ScratchSpace scratch;
  private final CrashMarks marks;
  private final RunReports reports;

  public DeadRuns(ScratchSpace scratch, CrashMarks marks, RunReports reports) {
    this.scratch = scratch;
    this.marks = marks;
    this.reports = reports;
  }

  /**
   * Reports and clears what the last process left behind. May be called again if it threw.
   *
   * @throws java.util.concurrent.CompletionException if the brokers do not take the reports
   */
  public void report() {
    List<Path> logs = errorLogs();
    for (CrashMarks.Mark mark : marks.read()) {
      Ending ending = ending(mark, logs);
      LOG.atWarn()
          .addKeyValue("run", mark.run().run())
          .addKeyValue("job", mark.run().job())
          .addKeyValue("ending", ending.getClass().getSimpleName())
          .log("the last worker process died on a run");
      var _ = reports.send(mark.run(), ending.payload()).join();
      marks.remove(mark.run().run());
    }
    logs.forEach(this::keep);
    scratch.clearRuns();
  }

  private static Ending ending(CrashMarks.Mark mark, List<Path> logs) {
    if (logs.isEmpty() || !mark.handling()) {
      return new Ending.Released("the worker process died");
    }
    List<String> blamed = logs.stream().flatMap(log -> crashedRun(log).stream()).toList();
    boolean another = !blamed.isEmpty() && !blamed.contains(mark.run().run().toString());
    return another
        ? new Ending.Released("the worker process died on another run")
        : Ending.failed(
            FailureKind.CRASHED,
            ErrorCode.PROCESSING_ERROR,
            "the decoder crashed its process on this input");
  }

  private static Optional<String> crashedRun(Path log) {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines
          .map(CRASHED_THREAD::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(log), e);
    }
  }

  private List<Path> errorLogs() {
    return list(scratch.root(), "hs_err_pid*.log");
  }

  private static List<Path> list(Path directory, String pattern) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
      files.forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(directory), e);
    }
    return found;
  }

  private void keep(Path log) {
    try {
      Files.move(
          log, scratch.crashes().resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      List<Path> kept = list(scratch.crashes(), "hs_err_pid*.log");
      kept.sort(Comparator.comparingLong(path -> path.toFile().lastModified()));
      for (Path old : kept.subList(0, Math.max(0, kept.size() - KEPT_LOGS))) {
        Files.delete(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put %s away".formatted(log), e);
    }
  }
}
