package io.framewright.standalone.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.ApiException;
import io.framewright.standalone.client.Job;
import io.framewright.standalone.client.TwoAtOnce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** Sends rows through the public API of a running platform and has the results judged. */
public final class Matrix {

  private final ApiClient client;
  private final Judge judge;
  private final Inputs inputs;
  private final Path folder;
  private final Map<Path, String> uploads = new ConcurrentHashMap<>();

  /**
   * @param tables the folder with the tables and their pictures
   * @param samples the folder with photo.jpg
   * @param folder an empty one to work in
   */
  public Matrix(ApiClient client, Judge judge, Path tables, Path samples, Path folder) {
    this.client = client;
    this.judge = judge;
    this.inputs = new Inputs(tables, samples, folder, judge.tools());
    this.folder = folder;
  }

  /**
   * A row and its verdict.
   *
   * @param differences nothing if the row is right
   */
  public record Verdict(Row row, List<String> differences) {
    public Verdict {
      differences = List.copyOf(differences);
    }

    public boolean right() {
      return differences.isEmpty();
    }
  }

  /** Those of the rows that can be done by the workers that there are, as they say themselves. */
  public List<Row> possible(List<Row> rows) {
    Set<String> able = new HashSet<>();
    for (JsonNode worker : client.capabilities().path("workers")) {
      JsonNode can = worker.path("capabilities");
      can.path("inputs").forEach(format -> able.add("in:" + format.asText()));
      can.path("outputs").forEach(format -> able.add("out:" + format.asText()));
    }
    return rows.stream().filter(row -> able.containsAll(row.needs())).toList();
  }

  /**
   * Runs two rows at a time.
   *
   * @param each gets the verdicts in the order of the rows
   */
  public List<Verdict> check(List<Row> rows, Consumer<Verdict> each) {
    return TwoAtOnce.run(
        rows.stream().<Callable<Verdict>>map(row -> () -> verdict(row)).toList(), each);
  }

  private Verdict verdict(Row row) throws IOException {
    Path own = Files.createTempDirectory(folder, "row");
    return new Verdict(row, judge.differences(row, made(row, own)));
  }

  private Came made(Row row, Path own) {
    try {
      List<String> names = row.inputs().stream().map(name -> uploaded(row, name)).toList();
      Job asked = client.convert(Request.of(row, names));
      Job ended = client.watch(asked.id(), _ -> {});
      return ended
          .error()
          .<Came>map(error -> new Came.Refused(error.code(), error.message()))
          .orElseGet(() -> downloaded(ended, own));
    } catch (ApiException refused) {
      if (refused.status() / 100 == 4) {
        return new Came.Refused(refused.code(), String.valueOf(refused.getMessage()));
      }
      throw refused;
    }
  }

  private String uploaded(Row row, String name) {
    return uploads.computeIfAbsent(inputs.file(name, !row.isPicture()), client::upload);
  }

  private Came.Made downloaded(Job job, Path own) {
    Map<String, Path> files = new LinkedHashMap<>();
    for (Job.Output output : job.outputs()) {
      Path file = own.resolve(output.name());
      client.download(job.id(), output.name(), file);
      files.put(output.name(), file);
    }
    return new Came.Made(
        files,
        StreamSupport.stream(job.json().path("warnings").spliterator(), false)
            .map(warning -> warning.isTextual() ? warning.asText() : warning.toString())
            .toList());
  }

  /** The rows of one table. */
  public static List<Row> table(Path tables, String name) {
    Path table = tables.resolve(name + ".csv");
    if (Files.notExists(table)) {
      throw new UncheckedIOException(
          "there is no such table", new IOException(table.toAbsolutePath().toString()));
    }
    return Row.read(table);
  }
}
