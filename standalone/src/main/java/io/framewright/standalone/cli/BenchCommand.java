package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.bench.BareEngine;
import io.framewright.standalone.bench.Latency;
import io.framewright.standalone.bench.Sample;
import io.framewright.standalone.bench.TestPicture;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.ProcessRunner;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures. */
@Command(
    name = "bench",
    description = "Measures the running platform. NAME is: latency.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Name {
    LATENCY
  }

  @Mixin Common common = new Common();

  @Parameters(index = "0", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
  Name name = Name.LATENCY;

  @Option(names = "--count", paramLabel = "N", description = "How many jobs (default 200).")
  int count = 200;

  @Override
  public Integer call() {
    return switch (name) {
      case LATENCY -> latency();
    };
  }

  private int latency() {
    BareEngine bare =
        new BareEngine(new ProcessRunner(), Engines.ofThisMachine().libvips().require().engine());
    Path picture = TestPicture.write();
    try (ApiClient client = common.client()) {
      Latency.Measured measured = Latency.measure(client, picture, count, bare);
      if (common.json) {
        Common.print(json(measured));
      } else {
        System.out.print(text(measured));
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

  private String text(Latency.Measured measured) {
    Table table = new Table("A SMALL JPEG TO WEBP, " + count + " TIMES", "P50 ms", "P99 ms");
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
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
