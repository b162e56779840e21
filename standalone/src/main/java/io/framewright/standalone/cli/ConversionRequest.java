package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.CannotRunException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns {@code --set} options into the body of {@code POST /api/v1/convert}. */
final class ConversionRequest {

  private static final List<String> SIZE = List.of("width", "height", "fit");
  private static final List<String> TRIM = List.of("start", "duration");
  private static final List<String> IMAGE = List.of("quality", "lossless", "effort");
  private static final Map<String, String> VIDEO =
      Map.of("crf", "crf", "preset", "preset", "fps", "fps", "video_codec", "codec");
  private static final Map<String, String> AUDIO =
      Map.of("bitrate", "bitrate", "channels", "channels", "audio_codec", "codec");
  private static final List<String> OPTIONS = List.of("priority", "external_id");

  private final Map<String, String> settings;
  private final ObjectNode body = JsonNodeFactory.instance.objectNode();

  private ConversionRequest(Map<String, String> settings) {
    this.settings = settings;
  }

  /**
   * @param input as the API names inputs
   * @param fileName of the result: its ending is the format
   * @throws CannotRunException if a setting is not known or the name has no ending
   */
  static ObjectNode of(String input, String fileName, Map<String, String> settings) {
    requireKnown(settings.keySet());
    ConversionRequest request = new ConversionRequest(settings);
    request.body.put("input", input);
    request.output(formatOf(fileName));
    request.operations();
    request.copyInto(request.body, "options", OPTIONS);
    return request.body;
  }

  private void output(String format) {
    ObjectNode output = body.putObject("output").put("format", format);
    copyInto(output, "image", IMAGE);
    copyInto(output, "video", VIDEO);
    copyInto(output, "audio", AUDIO);
  }

  private void operations() {
    var operations = body.arrayNode();
    if (settings.containsKey("timestamp")) {
      ObjectNode thumbnail = operations.addObject().put("type", "thumbnail");
      put(thumbnail, "timestamp", "timestamp");
      SIZE.stream().filter(key -> !key.equals("fit")).forEach(key -> put(thumbnail, key, key));
    } else {
      step(operations.objectNode().put("type", "trim"), TRIM).ifPresent(operations::add);
      step(operations.objectNode().put("type", "resize"), SIZE).ifPresent(operations::add);
    }
    if (!operations.isEmpty()) {
      body.set("operations", operations);
    }
  }

  private java.util.Optional<ObjectNode> step(ObjectNode step, List<String> keys) {
    keys.forEach(key -> put(step, key, key));
    return step.size() > 1 ? java.util.Optional.of(step) : java.util.Optional.empty();
  }

  private void copyInto(ObjectNode parent, String name, List<String> keys) {
    if (keys.stream().anyMatch(settings::containsKey)) {
      ObjectNode child = parent.putObject(name);
      keys.forEach(key -> put(child, key, key));
    }
  }

  private void copyInto(ObjectNode parent, String name, Map<String, String> keys) {
    if (keys.keySet().stream().anyMatch(settings::containsKey)) {
      ObjectNode child = parent.putObject(name);
      new TreeSet<>(keys.keySet()).forEach(key -> put(child, key, keys.getOrDefault(key, key)));
    }
  }

  /** Numbers and booleans go as such, everything else as text. */
  private void put(ObjectNode object, String key, String name) {
    String value = settings.get(key);
    if (value == null) {
      return;
    }
    if (value.matches("-?\\d{1,9}")) {
      object.put(name, Integer.parseInt(value));
    } else if (value.matches("-?\\d{1,9}\\.\\d{1,9}")) {
      object.put(name, Double.parseDouble(value));
    } else if (value.equals("true") || value.equals("false")) {
      object.put(name, Boolean.parseBoolean(value));
    } else {
      object.put(name, value);
    }
  }

  private static String formatOf(String fileName) {
    int dot = fileName.lastIndexOf('.');
    if (dot < 0 || dot == fileName.length() - 1) {
      throw new CannotRunException(
          "%s has no ending, so the format is not known".formatted(fileName),
          "name the result for instance picture.webp or film.mp4");
    }
    String ending = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "jpg" -> "jpeg";
      case "tif" -> "tiff";
      default -> ending;
    };
  }

  private static void requireKnown(Set<String> keys) {
    Set<String> known = new TreeSet<>(OPTIONS);
    known.add("timestamp");
    List.of(SIZE, TRIM, IMAGE).forEach(known::addAll);
    known.addAll(VIDEO.keySet());
    known.addAll(AUDIO.keySet());
    for (String key : keys) {
      if (!known.contains(key)) {
        throw new CannotRunException(
            "there is no setting %s".formatted(key),
            "settings are: %s".formatted(String.join(", ", known)));
      }
    }
  }
}
