package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.ApiException;
import io.framewright.standalone.client.Job;
import io.framewright.standalone.demo.Conversion;
import io.framewright.standalone.demo.Page;
import io.framewright.standalone.demo.Result;
import io.framewright.standalone.files.FileNames;
import io.framewright.standalone.files.SampleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the platform does, with a real photo and a real clip. */
@Command(
    name = "demo",
    description = "Sends a photo and a clip through the platform and makes a page of the results.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to (default ./framewright-demo).")
  Path out = Path.of("framewright-demo");

  @Override
  public Integer call() {
    List<Conversion> conversions = Conversion.all(SampleFiles.directory());
    common.startUnlessRunning(this::say);
    try (ApiClient client = common.client()) {
      List<Result> results = runAll(client, conversions);
      save(results);
      report(results);
      return results.stream().allMatch(result -> result.job().isCompleted()) ? 0 : Failures.FAILED;
    }
  }

  private List<Result> runAll(ApiClient client, List<Conversion> conversions) {
    Map<Path, String> inputs = new LinkedHashMap<>();
    for (Path input : new LinkedHashSet<>(conversions.stream().map(Conversion::input).toList())) {
      say("uploading %s".formatted(FileNames.of(input)));
      inputs.put(input, client.upload(input));
    }
    ProgressBars bars =
        common.json ? new ProgressBars(System.err, false) : ProgressBars.onStandardOutput();
    try (ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Result>> running =
          conversions.stream()
              .map(conversion -> {
                bars.add(conversion.title());
                return watchers.submit(() -> run(client, conversion, inputs, bars));
              })
              .toList();
      return running.stream().map(DemoCommand::get).toList();
    }
  }

  private static Result run(
      ApiClient client, Conversion conversion, Map<Path, String> inputs, ProgressBars bars)
      throws IOException {
    String title = conversion.title();
    String input = inputs.getOrDefault(conversion.input(), "");
    Job asked =
        client.convert(ConversionRequest.of(input, conversion.fileName(), conversion.settings()));
    Job ended = client.watch(asked.id(), progress -> bars.update(title, progress));
    bars.end(title, ended.status());
    return new Result(conversion, ended, Files.size(conversion.input()));
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiException refused) {
        throw refused;
      }
      throw new IllegalStateException("a job could not be followed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void save(List<Result> results) {
    try {
      Files.createDirectories(out);
      for (Result result : results) {
        Path input = result.conversion().input();
        Path copy = out.resolve("original-" + FileNames.of(input));
        Files.copy(input, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to %s".formatted(out), e);
    }
    try (ApiClient client = common.client()) {
      results.stream()
          .filter(result -> result.job().isCompleted())
          .forEach(result ->
              client.download(
                  result.job().id(),
                  result.job().outputs().getFirst().name(),
                  out.resolve(result.conversion().fileName())));
    }
    writePage(results);
  }

  private void writePage(List<Result> results) {
    Path index = out.resolve("index.html");
    try {
      Files.writeString(index, new Page(results).html());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s".formatted(index), e);
    }
  }

  private void report(List<Result> results) {
    if (common.json) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      results.forEach(result -> array.add(result.job().json()));
      Common.print(array);
      return;
    }
    Table table = new Table("JOB", "OPERATION", "STATUS", "IN", "OUT", "QUEUED", "RUNNING");
    for (Result result : results) {
      Job job = result.job();
      table.row(
          result.conversion().title(),
          job.operation(),
          job.status(),
          Words.size(result.bytesIn()),
          Words.size(result.bytesOut()),
          job.queued().map(Words::time).orElse("-"),
          job.running().map(Words::time).orElse("-"));
    }
    System.out.printf("%n%s%n", table);
    results.stream()
        .map(Result::job)
        .filter(job -> !job.isCompleted())
        .forEach(JobsCommand::printEnd);
    System.out.println("see " + out.toAbsolutePath().normalize().resolve("index.html"));
  }

  private void say(String line) {
    (common.json ? System.err : System.out).println(line);
  }
}
