package io.framewright.image.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.image.convert.Encoding.Metadata;
import io.framewright.image.convert.Encoding.Subsampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The parameters of image.convert, version 1.
 *
 * @param autoOrient turn the picture as its EXIF orientation says, before all steps
 * @param renditions what is made of it, at least one, with different names
 */
public record ConvertParams(boolean autoOrient, List<Rendition> renditions) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public ConvertParams {
    renditions = List.copyOf(renditions);
  }

  /**
   * One output.
   *
   * @param name of the output without its ending: output
   * @param format empty means that the picture decides
   */
  public record Rendition(
      String name, List<Step> steps, Optional<ImageFormat> format, Encoding encoding) {
    public Rendition {
      steps = List.copyOf(steps);
    }
  }

  /** The first rendition, which there always is. */
  public Rendition main() {
    return renditions.getFirst();
  }

  /** Only a change of format. */
  public static ConvertParams to(ImageFormat format) {
    return new ConvertParams(
        true, List.of(new Rendition("output", List.of(), Optional.of(format), Encoding.PLAIN)));
  }

  /**
   * @param json valid against {@code schemas/operations/image.convert.v1.json}
   * @throws IllegalArgumentException if it is not
   */
  public static ConvertParams parse(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the parameters are not JSON", e);
    }
    List<Step> steps = StepReader.steps(root.path("steps"));
    List<Rendition> renditions = new ArrayList<>();
    renditions.add(rendition("output", steps, root.path("output")));
    for (JsonNode other : root.path("renditions")) {
      List<Step> own = new ArrayList<>(steps);
      own.addAll(StepReader.steps(other.path("steps")));
      renditions.add(rendition(other.path("name").asText(), own, other.path("output")));
    }
    if (renditions.stream().map(Rendition::name).distinct().count() < renditions.size()) {
      throw new IllegalArgumentException(
          "two renditions have the same name; the main one is called output");
    }
    return new ConvertParams(root.path("auto_orient").asBoolean(true), renditions);
  }

  private static Rendition rendition(String name, List<Step> steps, JsonNode output) {
    String format = output.path("format").asText();
    return new Rendition(
        name,
        steps,
        format.equals("auto") ? Optional.empty() : Optional.of(ImageFormat.ofWord(format)),
        encoding(output));
  }

  private static Encoding encoding(JsonNode output) {
    boolean keep = output.path("metadata").asText("strip").equals("keep");
    boolean place = output.path("keep_gps").asBoolean(false);
    return new Encoding(
        integer(output, "quality"),
        output.path("lossless").asBoolean(false),
        integer(output, "effort"),
        output.has("progressive")
            ? Optional.of(output.path("progressive").asBoolean())
            : Optional.empty(),
        Subsampling.ofWord(output.path("subsampling").asText("auto")),
        output.has("max_bytes")
            ? OptionalLong.of(output.path("max_bytes").asLong())
            : OptionalLong.empty(),
        keep ? (place ? Metadata.KEEP_WITH_GPS : Metadata.KEEP) : Metadata.STRIP);
  }

  private static OptionalInt integer(JsonNode node, String field) {
    return node.has(field) ? OptionalInt.of(node.path(field).asInt()) : OptionalInt.empty();
  }
}
