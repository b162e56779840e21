package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.embedded.DataDirectory;
import io.framewright.standalone.check.Judge;
import io.framewright.standalone.check.Matrix;
import io.framewright.standalone.check.Matrix.Verdict;
import io.framewright.standalone.check.Row;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.ProcessRunner;
import io.framewright.standalone.files.SampleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks what the platform makes. */
@Command(
    name = "check",
    description = {
      "Checks what the platform makes. NAME is:",
      "  matrix  every operation by input in e2e/matrix through the API, judged with ffmpeg and"
          + " ffprobe;",
      "          a platform is started when none runs"
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  /** What can be checked. */
  enum Name {
    MATRIX
  }

  /** The tables of the matrix. */
  enum Table {
    IMAGES,
    VIDEO;

    private List<Row> rows(Path matrix) {
      return Matrix.table(matrix, name().toLowerCase(Locale.ROOT));
    }
  }

  @Mixin Common common = new Common();

  @Parameters(index = "0", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
  Name name = Name.MATRIX;

  @Option(
      names = "--only",
      paramLabel = "TABLE",
      description = "${COMPLETION-CANDIDATES} (default: both).")
  @Nullable Table only;

  @Override
  public Integer call() {
    return switch (name) {
      case MATRIX -> matrix();
    };
  }

  private int matrix() {
    Path samples = SampleFiles.directory();
    Path tables = samples.resolveSibling("e2e").resolve("matrix");
    List<Row> rows =
        Stream.of(Table.values())
            .filter(table -> only == null || only == table)
            .flatMap(table -> table.rows(tables).stream())
            .toList();
    Judge judge =
        new Judge(new ProcessRunner(), Engines.ofThisMachine().ffmpeg().require().engine());
    common.startUnlessRunning(System.err::println);
    try {
      Path folder = Files.createTempDirectory("framewright-check");
      try (ApiClient client = common.client()) {
        Matrix matrix = new Matrix(client, judge, tables, samples, folder);
        List<Row> possible = matrix.possible(rows);
        return report(matrix.check(possible, this::say), rows.size() - possible.size());
      } finally {
        DataDirectory.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the check has no directory to work in", e);
    }
  }

  private void say(Verdict verdict) {
    if (!verdict.right() && !common.json) {
      System.out.println("wrong: " + verdict.row());
      verdict.differences().forEach(difference -> System.out.println("  " + difference));
    }
  }

  /**
   * @param impossible rows that no worker here can do, by what the workers say
   */
  private int report(List<Verdict> verdicts, int impossible) {
    long right = verdicts.stream().filter(Verdict::right).count();
    if (common.json) {
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("rows", verdicts.size())
              .put("right", right)
              .put("not_possible_here", impossible);
      ArrayNode wrong = json.putArray("wrong");
      verdicts.stream()
          .filter(verdict -> !verdict.right())
          .forEach(verdict -> {
            ObjectNode row = wrong.addObject().put("row", verdict.row().toString());
            verdict.differences().forEach(row.putArray("differences")::add);
          });
      Common.print(json);
    } else {
      System.out.printf("%d/%d%n", right, verdicts.size());
      if (impossible > 0) {
        System.out.printf(
            "%d more are not possible here: see /api/v1/capabilities for what the workers read and"
                + " write%n",
            impossible);
      }
    }
    return right == verdicts.size() ? 0 : Failures.FAILED;
  }
}
