package io.framewright.image.page;

import java.util.List;

/**
 * One request of the page, and the picture that comes of it.
 *
 * @param name of the picture: docs/images/name.jpg
 * @param operations after the first one, which makes the sample small
 */
record Example(String name, String operations) {

  private static final String SMALL =
      "{\"type\": \"resize\", \"width\": 320, \"height\": 240, \"fit\": \"cover\"}";

  /** One or two for each step, in the order of the schema. */
  static final List<Example> ALL =
      List.of(
          new Example("resize", ""),
          new Example(
              "crop", "{\"type\": \"crop\", \"aspect\": \"1:1\", \"gravity\": \"attention\"}"),
          new Example(
              "rotate", "{\"type\": \"rotate\", \"angle\": -8, \"background\": \"#204060\"}"),
          new Example("flip", "{\"type\": \"flip\", \"direction\": \"horizontal\"}"),
          new Example(
              "watermark",
              "{\"type\": \"watermark\", \"text\": \"© Framewright\", \"scale\": 0.4, \"opacity\":"
                  + " 0.9}"),
          new Example("blur", "{\"type\": \"blur\", \"sigma\": 4}"),
          new Example("sharpen", "{\"type\": \"sharpen\", \"sigma\": 1.5, \"amount\": 6}"),
          new Example(
              "adjust",
              "{\"type\": \"adjust\", \"brightness\": 1.1, \"saturation\": 0.5, \"hue\": 60}"),
          new Example("grayscale", "{\"type\": \"grayscale\"}"),
          new Example(
              "flatten",
              "{\"type\": \"round_corners\", \"percent\": 50}, {\"type\": \"flatten\","
                  + " \"background\": \"#ffcc00\"}"),
          new Example(
              "pad",
              "{\"type\": \"pad\", \"width\": 360, \"height\": 360, \"background\": \"#204060\"}"),
          new Example(
              "trim",
              "{\"type\": \"pad\", \"top\": 40, \"left\": 40, \"background\": \"#ffffff\"},"
                  + " {\"type\": \"trim\"}"),
          new Example("round_corners", "{\"type\": \"round_corners\", \"radius\": 40}"));

  String steps() {
    return "[" + SMALL + (operations.isEmpty() ? "" : ", " + operations) + "]";
  }

  /** As a client sends it. */
  String request() {
    String rest = operations.replace("}, {", "},\n    {");
    return """
    {
      "input": "/storage/photo.jpg",
      "output": "jpeg",
      "operations": [
        %s%s
      ]
    }
    """
        .formatted(SMALL, rest.isEmpty() ? "" : ",\n    " + rest);
  }
}
