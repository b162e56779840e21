package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bits a second as people write them: {@code 128k}, {@code 2.5M}, {@code 128000}. */
final class BitRate {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)([km]?)");

  private BitRate() {}

  /** Puts {@code field} of the request into {@code target} as {@code bitrate}, in thousands. */
  static void apply(Fields fields, String field, ObjectNode target, int least, int most) {
    fields
        .value(field)
        .ifPresent(value -> {
          long kilobits = kilobits(value);
          if (kilobits < least || kilobits > most) {
            throw fields.wrong(
                field, "should be like 128k or 5M, from %dk to %dk".formatted(least, most), value);
          }
          target.put("bitrate", kilobits + "k");
        });
  }

  /** -1 for what is no bit rate. */
  private static long kilobits(JsonNode value) {
    Matcher rate = TEXT.matcher(value.asText("").toLowerCase(Locale.ROOT));
    if (!rate.matches()) {
      return -1;
    }
    BigDecimal number = new BigDecimal(rate.group(1));
    return switch (rate.group(2)) {
      case "k" -> number.longValue();
      case "m" -> number.movePointRight(3).longValue();
      default -> number.movePointLeft(3).longValue();
    };
  }
}
