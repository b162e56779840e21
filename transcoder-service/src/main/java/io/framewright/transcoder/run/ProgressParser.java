package io.framewright.transcoder.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads {@code ffmpeg -progress}: lines of {@code key=value}, each block ended by {@code
 * progress=}. Any value can be {@code N/A}. Both {@code out_time_us} and {@code out_time_ms} are
 * microseconds.
 */
final class ProgressParser {

  private static final int MAX_KEYS = 64;

  private final Map<String, String> block = new HashMap<>();

  /** A block, when {@code line} ends one. */
  Optional<Progress> accept(String line) {
    int at = line.indexOf('=');
    if (at < 0) {
      return Optional.empty();
    }
    String key = line.substring(0, at).strip();
    if (!key.equals("progress")) {
      if (block.size() < MAX_KEYS) {
        block.put(key, line.substring(at + 1).strip());
      }
      return Optional.empty();
    }
    Progress progress =
        new Progress(
            whole("frame"), decimal("fps"), seconds(), decimal("speed"), whole("total_size"));
    block.clear();
    return Optional.of(progress);
  }

  private OptionalDouble seconds() {
    OptionalLong micros = whole("out_time_us");
    if (micros.isEmpty()) {
      micros = whole("out_time_ms");
    }
    return micros.isPresent() && micros.getAsLong() >= 0
        ? OptionalDouble.of(micros.getAsLong() / 1e6)
        : OptionalDouble.empty();
  }

  private OptionalLong whole(String key) {
    try {
      return OptionalLong.of(Long.parseLong(block.getOrDefault(key, "")));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /** A number that may end with an x, as {@code speed} does. */
  private OptionalDouble decimal(String key) {
    String text = block.getOrDefault(key, "");
    try {
      double value =
          Double.parseDouble(text.endsWith("x") ? text.substring(0, text.length() - 1) : text);
      return Double.isFinite(value) && value >= 0
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
