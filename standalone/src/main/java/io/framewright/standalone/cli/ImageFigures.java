package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.bench.Images.Measured;
import java.util.List;

/** What {@code bench images} prints. */
record ImageFigures(List<Measured> kinds) {

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Measured kind : kinds) {
      json.putObject(kind.kind().name())
          .put("platform_jobs_per_second", kind.platformRate())
          .put("bare_jobs_per_second", kind.bareRate())
          .put("time_ratio", kind.timeRatio())
          .put("processor_ratio", kind.processorRatio())
          .put("image_service_peak_bytes", kind.platformPeak())
          .put("bare_peak_bytes", kind.barePeak());
    }
    return json;
  }

  String text() {
    Table table =
        new Table(
            "12 MEGAPIXELS TO",
            "JOBS",
            "PLATFORM /s",
            "LIBVIPS /s",
            "TIME RATIO",
            "CPU RATIO",
            "PEAK",
            "LIBVIPS' PEAK");
    for (Measured kind : kinds) {
      table.row(
          kind.kind().name(),
          Integer.toString(kind.jobs()),
          shown(kind.platformRate()),
          shown(kind.bareRate()),
          shown(kind.timeRatio()),
          shown(kind.processorRatio()),
          Words.size(kind.platformPeak()),
          Words.size(kind.barePeak()));
    }
    return table.toString();
  }

  private static String shown(double value) {
    return Words.number(value, 2);
  }
}
