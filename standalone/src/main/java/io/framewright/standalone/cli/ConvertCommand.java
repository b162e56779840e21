package io.framewright.standalone.cli;

import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.Job;
import io.framewright.standalone.files.FileNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One file in, one file out. */
@Command(
    name = "convert",
    description = "Converts a file: uploads IN, waits, saves the result as OUT.",
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Parameters(index = "0", paramLabel = "IN", description = "A picture, a video or a sound.")
  Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "Where to; the ending is the format.")
  Path out = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "K=V",
      description = {
        "width, height, fit (cover, contain, fill), quality, lossless, effort,",
        "start, duration, timestamp, crf, preset, fps, bitrate, channels, priority."
      })
  Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() {
    if (!Files.isReadable(in) || Files.isDirectory(in)) {
      throw new CannotRunException("cannot read %s".formatted(in), "name a file that is there");
    }
    if (!Files.isDirectory(out.toAbsolutePath().resolveSibling(""))) {
      throw new CannotRunException(
          "there is no directory for %s".formatted(out), "make it first, or choose another place");
    }
    String name = FileNames.of(out);
    var request = ConversionRequest.of("", name, settings);
    try (ApiClient client = common.client()) {
      request.put("input", client.upload(in));
      Job job = follow(client, client.convert(request), name);
      if (job.isCompleted()) {
        client.download(job.id(), job.outputs().getFirst().name(), out);
      }
      report(job);
      return job.isCompleted() ? 0 : Failures.FAILED;
    }
  }

  private Job follow(ApiClient client, Job job, String title) {
    if (common.json) {
      return client.watch(job.id(), _ -> {});
    }
    ProgressBars bars = ProgressBars.onStandardOutput();
    bars.add(title);
    Job ended = client.watch(job.id(), progress -> bars.update(title, progress));
    bars.end(title, ended.status());
    return ended;
  }

  private void report(Job job) {
    if (common.json) {
      Common.print(job.json());
    } else if (job.isCompleted()) {
      System.out.printf(
          "%s (%s) in %s%n",
          out,
          Words.size(job.outputs().getFirst().bytes()),
          Words.time(job.running().orElse(java.time.Duration.ZERO)));
    } else {
      JobsCommand.printEnd(job);
    }
  }
}
