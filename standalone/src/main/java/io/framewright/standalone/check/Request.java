package io.framewright.standalone.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Says in the API's words what a row says in a task's. */
final class Request {

  /** What the API calls an operation whose parameters beside steps and output are one step's. */
  private static final Map<String, String> LAST_STEPS =
      Map.of(
          "video.thumbnail", "thumbnail",
          "video.grid", "thumbnail_grid",
          "video.sprite", "sprite",
          "video.preview", "preview",
          "audio.waveform", "waveform");

  private final Row row;
  private final List<String> inputs;
  private final ObjectNode body = JsonNodeFactory.instance.objectNode();
  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

  private Request(Row row, List<String> inputs) {
    this.row = row;
    this.inputs = inputs;
  }

  /**
   * The body of {@code POST /api/v1/convert}.
   *
   * @param inputs the row's inputs, as the API names them
   */
  static ObjectNode of(Row row, List<String> inputs) {
    Request request = new Request(row, inputs);
    request.body.put("input", inputs.getFirst());
    request.body.putObject("options").put("memoize", false);
    if (row.isPicture()) {
      request.picture();
    } else {
      request.film();
    }
    request.body.set("operations", request.operations);
    return request.body;
  }

  private void picture() {
    ObjectNode settings = row.params().withObject("output").deepCopy();
    ObjectNode output = body.putObject("output");
    output.set("format", settings.remove("format"));
    if (row.params().has("renditions")) {
      ArrayNode renditions = settings.putArray("renditions");
      row.params().get("renditions").forEach(each -> renditions.add(rendition(each)));
    }
    if (!settings.isEmpty()) {
      output.set("image", settings);
    }
    if (row.params().has("auto_orient")) {
      operations
          .addObject()
          .put("type", "auto_orient")
          .set("enabled", row.params().get("auto_orient"));
    }
    operations.addAll(steps(row.params()));
  }

  private ObjectNode rendition(JsonNode task) {
    ObjectNode rendition = task.get("output").deepCopy();
    rendition.set("name", task.get("name"));
    rendition.set("operations", steps(task));
    return rendition;
  }

  private ArrayNode steps(JsonNode task) {
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    task.path("steps").forEach(step -> steps.add(step((ObjectNode) step.deepCopy())));
    return steps;
  }

  /** A task's further inputs have names, the API's are named where they are used. */
  private ObjectNode step(ObjectNode step) {
    if (step.has("input")) {
      step.put("image", reference(step.remove("input")));
    }
    if (step.has("inputs")) {
      ArrayNode references = JsonNodeFactory.instance.arrayNode();
      step.get("inputs").forEach(name -> references.add(reference(name)));
      step.set("inputs", references);
    }
    return step;
  }

  /** overlay_1 and more1 are the second of the row's inputs. */
  private String reference(JsonNode name) {
    return inputs.get(Integer.parseInt(name.asText().replaceAll("\\D", "")));
  }

  private void film() {
    ObjectNode params = row.params().deepCopy();
    operations.addAll(steps(params));
    params.remove("steps");
    ObjectNode output = (ObjectNode) params.remove("output");
    JsonNode streams = params.remove("streams");
    if (streams != null) {
      ObjectNode map = operations.addObject().put("type", "stream_map");
      streams.properties().forEach(kind -> map.set(kind.getKey() + "_stream", kind.getValue()));
    }
    String last = LAST_STEPS.get(row.operation());
    if (last == null) {
      transcode(params, output);
    } else {
      ObjectNode step = operations.addObject().put("type", last).setAll(params);
      if (output.has("quality")) {
        step.set("quality", output.remove("quality"));
      }
    }
    body.set("output", output);
  }

  private void transcode(ObjectNode params, ObjectNode output) {
    if (params.has("metadata")) {
      operations.addObject().put("type", "metadata").set("mode", params.get("metadata"));
    }
    if (output.has("faststart")) {
      operations.addObject().put("type", "transcode").set("faststart", output.remove("faststart"));
    }
    if (params.has("hardware_acceleration")) {
      body.withObject("options").set("hardware_acceleration", params.get("hardware_acceleration"));
    }
  }
}
