package io.framewright.transcoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.run.Capture;
import io.framewright.transcoder.sandbox.Reach;
import io.framewright.worker.TaskResult;
import io.framewright.worker.TaskResult.BadInput;
import io.framewright.worker.TaskResult.Done;
import io.framewright.worker.TaskResult.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of the matrix.
 *
 * @param always whether it belongs to those that every build runs
 * @param inputs names of the inputs, the main one first; the others are called more1, more2, …
 * @param expected facts: {@code h264}, {@code 160x90}, {@code aac:2} (channels), {@code 4s}, {@code
 *     -video}, {@code key=value}
 */
record MatrixRow(
    boolean always, List<String> inputs, String operation, String params, List<String> expected) {

  private static final Pattern SIZE = Pattern.compile("([0-9]+)x([0-9]+)");
  private static final Pattern SOUND = Pattern.compile("([a-z0-9_]+):([0-9]+)");
  private static final Pattern LENGTH = Pattern.compile("([0-9.]+)s");
  private static final double CLOSE_SECONDS = 0.35;

  static List<MatrixRow> read(Path table) throws IOException {
    List<MatrixRow> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      List<String> columns = List.of(line.split("\\|", -1));
      if (columns.size() == 5) {
        rows.add(
            new MatrixRow(
                columns.get(0).contains("*"),
                List.of(columns.get(1).strip().split(" ")),
                columns.get(2).strip(),
                columns.get(3).strip(),
                worker(columns.get(4).strip().split(" "))));
      }
    }
    return rows;
  }

  /** Without what the API refuses at the door. */
  private static List<String> worker(String... facts) {
    return Stream.of(facts).filter(fact -> !fact.startsWith("door=")).toList();
  }

  String line() {
    return "%s %s %s".formatted(inputs, operation, params);
  }

  @Override
  public String toString() {
    return line();
  }

  /** What comes of it otherwise than expected. */
  List<String> differences(
      TranscodeTaskHandler handler, MatrixInputs files, Ffmpeg ffmpeg, Path scratch)
      throws InterruptedException, IOException {
    Map<String, Path> byName = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      byName.put(i == 0 ? "input" : "more" + i, files.file(inputs.get(i)));
    }
    RecordingContext context = new RecordingContext();
    TaskResult result = handler.handle(Tasks.of(operation, byName, scratch, params), context);
    List<String> differences = new ArrayList<>();
    for (String fact : expected) {
      boolean right =
          switch (result) {
            case BadInput bad -> fact.equals("error=" + bad.code());
            case Done done -> holds(fact, done, ffmpeg);
            case TaskResult.Transient _, TaskResult.Resource _, TaskResult.Crashed _ -> false;
          };
      if (!right) {
        differences.add("%s, but %s %s".formatted(fact, result, context.lines));
      }
    }
    return differences;
  }

  private static boolean holds(String fact, Done done, Ffmpeg ffmpeg) throws InterruptedException {
    Output output = done.outputs().getFirst();
    JsonNode media = media(output);
    Matcher size = SIZE.matcher(fact);
    Matcher sound = SOUND.matcher(fact);
    Matcher length = LENGTH.matcher(fact);
    if (size.matches()) {
      return hasSize(
          media, output, Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    }
    if (sound.matches()) {
      JsonNode stream = stream(media, "audio");
      return stream.path("codec").asText().equals(sound.group(1))
          && stream.path("channels").asInt() == Integer.parseInt(sound.group(2));
    }
    if (length.matches()) {
      return close(output.durationSeconds(), Double.parseDouble(length.group(1)));
    }
    if (fact.startsWith("-")) {
      return stream(media, fact.substring(1)).isMissingNode();
    }
    int equals = fact.indexOf('=');
    return equals < 0
        ? stream(media, "video").path("codec").asText().equals(fact)
        : holds(fact.substring(0, equals), fact.substring(equals + 1), done, ffmpeg);
  }

  private static boolean holds(String key, String value, Done done, Ffmpeg ffmpeg)
      throws InterruptedException {
    JsonNode video = stream(media(done.outputs().getFirst()), "video");
    JsonNode sound = stream(media(done.outputs().getFirst()), "audio");
    return switch (key) {
      case "outputs" -> done.outputs().size() == Integer.parseInt(value);
      case "warn" -> done.warnings().stream().anyMatch(text -> text.contains(value));
      case "audio" -> sound.path("codec").asText().equals(value);
      case "fps" -> Math.abs(video.path("fps").asDouble() - Double.parseDouble(value)) < 0.5;
      case "pixels" -> video.path("pixel_format").asText().equals(value);
      case "turn" -> video.path("rotation").asInt() == Integer.parseInt(value);
      case "loud" ->
          Math.abs(loudness(done.outputs().getFirst().file(), ffmpeg) - Double.parseDouble(value))
              < 1;
      default -> false;
    };
  }

  private static boolean hasSize(JsonNode media, Output output, int width, int height) {
    JsonNode video = stream(media, "video");
    return video.isMissingNode()
        ? output.width().orElse(0) == width && output.height().orElse(0) == height
        : video.path("width").asInt() == width && video.path("height").asInt() == height;
  }

  private static boolean close(OptionalDouble seconds, double wanted) {
    return Math.abs(seconds.orElse(0) - wanted) < CLOSE_SECONDS;
  }

  private static JsonNode media(Output output) {
    try {
      return new ObjectMapper().readTree(output.media().orElse("{}"));
    } catch (IOException e) {
      throw new AssertionError("the metadata is no JSON", e);
    }
  }

  private static JsonNode stream(JsonNode media, String type) {
    for (JsonNode stream : media.path("streams")) {
      if (stream.path("type").asText().equals(type)) {
        return stream;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  /** Integrated loudness in LUFS, measured by another filter than the one that sets it. */
  private static double loudness(Path file, Ffmpeg ffmpeg) throws InterruptedException {
    Capture heard =
        Capture.of(
            ffmpeg.ffmpeg(
                List.of(
                    "-nostdin",
                    "-hide_banner",
                    "-i",
                    file.toString(),
                    "-vn",
                    "-af",
                    "ebur128",
                    "-f",
                    "null",
                    "-"),
                Reach.reading(file)),
            Duration.ofSeconds(20));
    String last = "";
    for (String line : heard.log().tail()) {
      last = line.strip().startsWith("I:") ? line : last;
    }
    return Double.parseDouble(last.replaceAll("[^-0-9.]", ""));
  }
}
