package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.bench.Api;
import io.framewright.standalone.bench.Sample;

/** What {@code bench api} prints. */
record ApiBench(Api.Measured measured) {

  private static final int[] PERCENTILES = {50, 99};

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json.putObject("reads_at_rest_ms"), measured.atRest());
    put(json.putObject("reads_while_encoding_ms"), measured.busy());
    put(json.putObject("log_to_watcher_ms"), measured.events());
    return json.put("failed_reads", measured.failed());
  }

  private static void put(ObjectNode json, Sample sample) {
    for (int percentile : PERCENTILES) {
      json.put("p" + percentile, sample.percentile(percentile));
    }
  }

  String text() {
    Table table = new Table("THE GATEWAY", "P50 ms", "P99 ms");
    row(table, "%d reads a second, at rest".formatted(Api.PER_SECOND), measured.atRest());
    row(
        table,
        "%d reads a second, while films are encoded".formatted(Api.PER_SECOND),
        measured.busy());
    row(table, "from the log to each of %d watchers".formatted(Api.WATCHERS), measured.events());
    return "%s%d reads failed%n".formatted(table, measured.failed());
  }

  private static void row(Table table, String what, Sample sample) {
    table.row(what, Words.number(sample.percentile(50), 1), Words.number(sample.percentile(99), 1));
  }
}
