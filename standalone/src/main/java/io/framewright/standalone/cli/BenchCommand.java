package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.embedded.DataDirectory;
import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.bench.Api;
import io.framewright.standalone.bench.BareEngine;
import io.framewright.standalone.bench.BareFfmpeg;
import io.framewright.standalone.bench.Latency;
import io.framewright.standalone.bench.Orchestrator;
import io.framewright.standalone.bench.Restore;
import io.framewright.standalone.bench.Sample;
import io.framewright.standalone.bench.TestPicture;
import io.framewright.standalone.bench.Video;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures. */
@Command(
    name = "bench",
    description = {
      "Measures. NAME is:",
      "  latency       small pictures through the running platform, beside libvips alone",
      "  orchestrator  decisions, beside Kafka Streams alone; brings a broker of its own",
      "  restore       an orchestrator's start with a million entries; the same",
      "  video         films of 1080p through the running platform, beside ffmpeg alone",
      "  api           reads at 500 a second, at rest and while films are encoded; 500 watchers",
      "  images        a photo of 12 megapixels through the running platform, beside libvips alone"
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Name {
    LATENCY,
    ORCHESTRATOR,
    RESTORE,
    VIDEO,
    IMAGES,
    API
  }

  @Mixin Common common = new Common();

  @Parameters(index = "0", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
  Name name = Name.LATENCY;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "How many jobs, entries, or rounds (default 200, 2000, 1000000, 3, 200), or seconds of reads (20).")
  @Nullable Integer count;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      split = ",",
      description = "How long the films of 'video' are (default 60,3).")
  List<Integer> seconds = List.of(60, 3);

  @Option(
      names = "--soak",
      description = "With images: 2000 small jobs and what they leave in memory, 100 broken ones.")
  boolean soak;

  @Option(
      names = "--node",
      description = "With images: beside a worker of Node (BullMQ and sharp) too; needs npm.")
  boolean node;

  @Override
  public Integer call() {
    return switch (name) {
      case LATENCY -> latency(count == null ? 200 : count);
      case ORCHESTRATOR -> orchestrator(count == null ? 2_000 : count);
      case RESTORE -> restore(count == null ? 1_000_000 : count);
      case VIDEO -> video(count == null ? 3 : count);
      case API -> api(count == null ? 20 : count);
      case IMAGES -> images(new ImageBench(common));
    };
  }

  private int images(ImageBench bench) {
    if (soak) {
      return bench.soak(count == null ? 2_000 : count);
    }
    int jobs = count == null ? 200 : count;
    return node ? alone(directory -> bench.compareWithNode(jobs, directory)) : bench.compare(jobs);
  }

  /** A measurement that needs a directory of its own. */
  private interface Measurement<M> {
    M in(Path directory) throws InterruptedException, ExecutionException, IOException;
  }

  private static <M> M alone(Measurement<M> measurement) {
    System.setProperty("logback.configurationFile", "framewright/standalone/logback-silent.xml");
    try {
      Path directory = Files.createTempDirectory("framewright-bench");
      try {
        return measurement.in(directory);
      } finally {
        DataDirectory.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the benchmark has no directory to work in", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the benchmark's broker does not answer", e);
    }
  }

  private int orchestrator(int jobs) {
    Orchestrator.Measured measured =
        alone(directory ->
            Orchestrator.measure(directory, Orchestrator.Plan.of(jobs), System.err::println));
    if (common.json) {
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("lifecycles_per_second", measured.lifecyclesMedian())
              .put("bare_loop_per_second", measured.bareMedian())
              .put("ratio", measured.ratio());
      put(json.putObject("submit_to_started_at_rest_ms"), measured.atRest());
      put(json.putObject("submit_to_started_at_200_per_second_ms"), measured.paced());
      Common.print(json);
      return 0;
    }
    Table rates = new Table("JOBS A SECOND, ONE PARTITION", "MEDIAN", "ROUNDS");
    rates.row("the orchestrator", rate(measured.lifecyclesMedian()), all(measured.lifecycles()));
    rates.row("the bare loop", rate(measured.bareMedian()), all(measured.bare()));
    Table times = new Table("SUBMIT TO STARTED", "P50 ms", "P99 ms");
    row(times, "at rest", measured.atRest());
    row(times, "at 200 jobs a second", measured.paced());
    System.out.printf(
        Locale.ROOT, "%s%s%.2f of what Kafka Streams alone does%n", rates, times, measured.ratio());
    return 0;
  }

  private static String all(List<Double> rounds) {
    return rounds.stream().map(BenchCommand::rate).collect(Collectors.joining(" "));
  }

  private static String rate(double perSecond) {
    return Words.number(perSecond, 0);
  }

  private int restore(int entries) {
    Restore.Measured measured =
        alone(directory -> Restore.measure(directory, entries, System.err::println));
    if (common.json) {
      Common.print(
          JsonNodeFactory.instance
              .objectNode()
              .put("entries", entries)
              .put("empty_seconds", measured.empty())
              .put("from_changelog_seconds", measured.fromChangelog())
              .put("from_disk_seconds", measured.fromDisk()));
      return 0;
    }
    Table table = new Table("START TO FIRST DECISION", "SECONDS");
    table.row("a handful of entries", seconds(measured.empty()));
    table.row(entries + " entries, from the changelog", seconds(measured.fromChangelog()));
    table.row(entries + " entries, from disk", seconds(measured.fromDisk()));
    System.out.print(table);
    return 0;
  }

  private static String seconds(double value) {
    return Words.number(value, 1);
  }

  private int video(int rounds) {
    if (rounds < 1 || seconds.stream().anyMatch(length -> length < 1)) {
      throw new CannotRunException(
          "a bench needs at least one round and films of at least a second",
          "for instance: ./framewright bench video --count 3 --seconds 60,3");
    }
    BareFfmpeg bare =
        new BareFfmpeg(new ProcessRunner(), Engines.ofThisMachine().ffmpeg().require().engine());
    int threads = Runtime.getRuntime().availableProcessors();
    try (ApiClient client = common.client()) {
      Video video = new Video(client, common.platform(), bare, threads);
      VideoFigures figures =
          alone(directory -> {
            List<Video.Measured> films = new ArrayList<>();
            for (int length : seconds) {
              films.add(video.measure(directory, length, rounds, System.err::println));
            }
            return new VideoFigures(films, threads);
          });
      if (common.json) {
        Common.print(figures.json());
      } else {
        System.out.print(figures.text());
      }
      return 0;
    }
  }

  private int api(int seconds) {
    BareFfmpeg ffmpeg =
        new BareFfmpeg(new ProcessRunner(), Engines.ofThisMachine().ffmpeg().require().engine());
    try (ApiClient client = common.client()) {
      Api api = new Api(client, common.credentials().bootstrapServers(), ffmpeg);
      ApiBench figures =
          new ApiBench(alone(directory -> api.measure(directory, seconds, System.err::println)));
      if (common.json) {
        Common.print(figures.json());
      } else {
        System.out.print(figures.text());
      }
      return 0;
    }
  }

  private int latency(int jobs) {
    BareEngine bare =
        new BareEngine(new ProcessRunner(), Engines.ofThisMachine().libvips().require().engine());
    Path picture = TestPicture.write();
    try (ApiClient client = common.client()) {
      Latency.Measured measured = Latency.measure(client, picture, jobs, bare);
      if (common.json) {
        Common.print(json(measured));
      } else {
        System.out.print(text(measured, jobs));
      }
      return 0;
    } finally {
      picture.toFile().delete();
    }
  }

  private static ObjectNode json(Latency.Measured measured) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json.putObject("submit_to_accepted_ms"), measured.accepted());
    put(json.putObject("submit_to_started_ms"), measured.started());
    put(json.putObject("submit_to_completed_ms"), measured.completed());
    return json.put("bare_engine_ms", measured.bareMillis())
        .put("overhead_ms", measured.overheadMillis())
        .put("ratio", measured.ratio());
  }

  private static void put(ObjectNode json, Sample sample) {
    json.put("p50", sample.percentile(50)).put("p99", sample.percentile(99));
  }

  private static String text(Latency.Measured measured, int jobs) {
    Table table = new Table("A SMALL JPEG TO WEBP, " + jobs + " TIMES", "P50 ms", "P99 ms");
    row(table, "submit to accepted (client)", measured.accepted());
    row(table, "submit to started (platform)", measured.started());
    row(table, "submit to completed (client)", measured.completed());
    table.row("bare engine", millis(measured.bareMillis()), "");
    return "%sthe platform adds %s ms: %.1f times the bare engine%n"
        .formatted(table, millis(measured.overheadMillis()), measured.ratio());
  }

  private static void row(Table table, String what, Sample sample) {
    table.row(what, millis(sample.percentile(50)), millis(sample.percentile(99)));
  }

  private static String millis(double value) {
    return Words.number(value, 1);
  }
}
