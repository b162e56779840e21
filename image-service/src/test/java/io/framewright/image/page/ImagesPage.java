package io.framewright.image.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.StringJoiner;

/** The text of docs/images.md. */
final class ImagesPage {

  private static final String INTRODUCTION =
      """
      # Pictures

      What can be done to pictures with `POST /api/v1/convert`. This page is made from the operation's schema, and the pictures are what the worker made of \
      `samples/photo.jpg` (a photo by Joao Eriberto Mota Filho, CC-BY-SA-4.0, as are they); `ImagesPageTest` says how to write it anew. `GET /api/v1/capabilities` says which formats this machine reads and writes.

      `operations` are done in the order in which they stand, at most twenty. A picture is turned upright first, as its EXIF orientation says, unless \
      `{"type": "auto_orient", "enabled": false}` is among them. Colours become 8-bit sRGB. GIF and WebP stay animated in each other, every step is done to every \
      frame; other formats take the first frame and say so in a warning. Nothing is taken over 100 megapixels (all frames together), 16384 pixels a side or \
      2000 frames, and SVG, PDF and PSD are not taken at all.

      """;

  private static final String OUTPUT =
      """
      ## Output

      These stand in `output.image`, or in an operation of type `convert`. What a format does not know is ignored with a warning.

      """;

  private static final String RENDITIONS =
      """

      With `"format": "auto"` the output is called `output.avif` or `output.webp`.

      Several pictures of one input are one job: `output.image.renditions` is a list of at most nine objects with a `name`, perhaps a `format`, `operations` (done after the \
      common ones) and settings as above. Outputs are called by these names; the main one is called `output`.

      ```json
      {
        "input": "/storage/photo.jpg",
        "output": {"format": "webp", "image": {"quality": 80, "renditions": [
          {"name": "card", "operations": [{"type": "resize", "width": 640, "height": 360}]},
          {"name": "tiny", "format": "jpeg", "max_bytes": 6000, "operations": [{"type": "resize", "width": 160}]}
        ]}}
      }
      ```

      The picture of a watermark is named like an input: `{"type": "watermark", "image": "asset:<id>"}` or `"image": "/storage/logo.png"`.

      Encoders make one frame of several that look alike, so an animation may have fewer frames than its input; it takes as long.

      What a result looks like (its largest colours, BlurHash and perceptual hash) is kept with its technical metadata where it has at most a megapixel; of the input, the \
      camera's settings, whether it holds a position, and the name of its colour profile.

      """;

  private final JsonNode schema;

  private ImagesPage(JsonNode schema) {
    this.schema = schema;
  }

  static ImagesPage ofThisBuild() {
    String name = "/framewright/operations/image.convert.v1.json";
    try (InputStream in =
        Objects.requireNonNull(ImagesPage.class.getResourceAsStream(name), name)) {
      return new ImagesPage(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Example example : Example.ALL) {
      JsonNode step = schema.at("/$defs/" + example.name());
      page.append("## %s%n%n%s%n%n".formatted(example.name(), step.path("description").asText()));
      page.append(table(step.path("properties")));
      page.append("```json%n%s```%n%n".formatted(example.request()));
      page.append("![%s](images/%s.jpg)%n%n".formatted(example.name(), example.name()));
    }
    page.append(OUTPUT).append(table(schema.at("/$defs/output/properties")));
    return page.append(RENDITIONS.substring(1)).toString().stripTrailing() + "\n";
  }

  private static String table(JsonNode properties) {
    StringBuilder rows = new StringBuilder();
    properties
        .properties()
        .forEach(property -> {
          if (!property.getKey().equals("type") && !property.getKey().equals("input")) {
            rows.append(row(property.getKey(), property.getValue()));
          }
        });
    return rows.isEmpty()
        ? "There is nothing to set.\n\n"
        : "| parameter | values | default | |\n|---|---|---|---|\n" + rows + "\n";
  }

  private static String row(String name, JsonNode value) {
    String unsaid = value.has("default") ? "`%s`".formatted(value.path("default").asText()) : "";
    return "| `%s` | %s | %s | %s |%n"
        .formatted(name, values(value), unsaid, value.path("description").asText());
  }

  private static String values(JsonNode value) {
    if (value.has("enum")) {
      StringJoiner words = new StringJoiner(", ");
      value.path("enum").forEach(word -> words.add("`%s`".formatted(word.asText())));
      return words.toString();
    }
    if (value.path("pattern").asText().startsWith("^#")) {
      return "`#rrggbb`, `#rrggbbaa`";
    }
    return switch (value.path("type").asText()) {
      case "boolean" -> "`true`, `false`";
      case "string" ->
          value.has("maxLength")
              ? "up to %s characters".formatted(value.path("maxLength").asText())
              : "`w:h`";
      default ->
          "%s to %s%s"
              .formatted(
                  value.path("minimum").asText(),
                  value.path("maximum").asText(),
                  value.path("type").asText().equals("integer") ? ", whole" : "");
    };
  }
}
