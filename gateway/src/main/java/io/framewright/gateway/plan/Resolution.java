package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Picture sizes as people say them: {@code 1280x720}, {@code 1080p}, {@code 4k}. */
final class Resolution {

  private static final Pattern SIDES = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");
  private static final Pattern LINES = Pattern.compile("([0-9]{3,4})p");
  private static final Map<String, Integer> HEIGHTS =
      Map.of("4k", 2160, "uhd", 2160, "2k", 1440, "qhd", 1440, "fullhd", 1080, "hd", 720);

  private Resolution() {}

  /** Puts the sides that {@code resolution} names into {@code step}; one side keeps the aspect. */
  static void apply(Fields fields, ObjectNode step) {
    fields
        .text("resolution")
        .ifPresent(text -> {
          String name = text.toLowerCase(Locale.ROOT);
          Matcher sides = SIDES.matcher(name);
          Matcher lines = LINES.matcher(name);
          if (sides.matches()) {
            step.put("width", Integer.parseInt(sides.group(1)));
            step.put("height", Integer.parseInt(sides.group(2)));
          } else if (lines.matches()) {
            step.put("height", Integer.parseInt(lines.group(1)));
          } else if (HEIGHTS.containsKey(name)) {
            step.put("height", HEIGHTS.get(name));
          } else {
            throw fields.wrong(
                "resolution",
                "should be like 1280x720, 1080p or 4k",
                fields.node().get("resolution"));
          }
        });
  }
}
