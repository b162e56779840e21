package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time and durations: seconds, or {@code [HH:]MM:SS[.mmm]}. */
final class Times {

  private static final Pattern CLOCK =
      Pattern.compile("(?:([0-9]{1,2}):)?([0-9]{1,2}):([0-5]?[0-9](?:\\.[0-9]{1,3})?)");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,6})?");

  private Times() {}

  /** Seconds, exactly as written. */
  static Optional<BigDecimal> seconds(Fields fields, String field) {
    return fields
        .value(field)
        .map(value ->
            parse(value)
                .orElseThrow(
                    () -> fields.wrong(field, "should be seconds or [HH:]MM:SS(.mmm)", value)));
  }

  private static Optional<BigDecimal> parse(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue().precision() > 20
          ? Optional.empty()
          : Optional.of(value.decimalValue());
    }
    if (!value.isTextual()) {
      return Optional.empty();
    }
    String text = value.textValue();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(new BigDecimal(text));
    }
    Matcher clock = CLOCK.matcher(text);
    return clock.matches() ? Optional.of(ofClock(clock)) : Optional.empty();
  }

  private static BigDecimal ofClock(Matcher clock) {
    long hours = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
    long minutes = Long.parseLong(clock.group(2));
    return BigDecimal.valueOf(hours * 3600 + minutes * 60).add(new BigDecimal(clock.group(3)));
  }
}
