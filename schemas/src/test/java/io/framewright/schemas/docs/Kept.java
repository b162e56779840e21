package io.framewright.schemas.docs;

import java.time.Duration;
import java.util.Map;

/** How long a topic keeps its records, in words. */
final class Kept {

  private Kept() {}

  static String words(Map<String, Object> config) {
    if ("compact".equals(config.get("cleanup.policy"))) {
      return "the newest of each key";
    }
    long millis = ((Number) config.getOrDefault("retention.ms", -1)).longValue();
    if (millis < 0) {
      return "for ever";
    }
    Duration time = Duration.ofMillis(millis);
    return time.toDays() > 0 ? count(time.toDays(), "day") : count(time.toHours(), "hour");
  }

  private static String count(long number, String unit) {
    return number == 1 ? "1 " + unit : "%d %ss".formatted(number, unit);
  }
}
