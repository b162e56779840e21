package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.bench.Alone;
import io.framewright.standalone.bench.Images.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code bench images} prints. */
record ImageFigures(List<Measured> kinds) {

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Measured kind : kinds) {
      ObjectNode one =
          json.putObject(kind.kind().name())
              .put("platform_jobs_per_second", kind.platformRate())
              .put("image_service_peak_bytes", kind.platformPeak());
      others(kind)
          .forEach((name, rounds) ->
              one.put(name + "_jobs_per_second", kind.rate(rounds))
                  .put(name + "_time_ratio", kind.timeRatio(rounds))
                  .put(name + "_processor_ratio", kind.processorRatio(rounds))
                  .put(name + "_peak_bytes", kind.peak(rounds)));
    }
    return json;
  }

  /** Whom the platform is compared with. */
  private static Map<String, List<Alone>> others(Measured kind) {
    Map<String, List<Alone>> others = new LinkedHashMap<>();
    others.put("libvips", kind.bare());
    if (!kind.node().isEmpty()) {
      others.put("node", kind.node());
    }
    return others;
  }

  String text() {
    Table table =
        new Table(
            "12 MEGAPIXELS TO",
            "JOBS",
            "PLATFORM /s",
            "PEAK",
            "BESIDE",
            "ITS /s",
            "ITS PEAK",
            "TIME RATIO",
            "CPU RATIO");
    for (Measured kind : kinds) {
      others(kind)
          .forEach((name, rounds) ->
              table.row(
                  kind.kind().name(),
                  Integer.toString(kind.jobs()),
                  shown(kind.platformRate()),
                  Words.size(kind.platformPeak()),
                  name,
                  shown(kind.rate(rounds)),
                  Words.size(kind.peak(rounds)),
                  shown(kind.timeRatio(rounds)),
                  shown(kind.processorRatio(rounds))));
    }
    return "%sTwo jobs at a time everywhere. CPU seconds are the kernel's accounts: of all processes of the platform, of libvips' process alone%s.%n"
        .formatted(
            table,
            kinds.stream().allMatch(kind -> kind.node().isEmpty())
                ? ""
                : ", of Node and its Redis (sharp, BullMQ; files on this disk)");
  }

  private static String shown(double value) {
    return Words.number(value, 2);
  }
}
