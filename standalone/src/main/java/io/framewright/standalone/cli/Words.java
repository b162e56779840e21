package io.framewright.standalone.cli;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as people read them. */
final class Words {

  private Words() {}

  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double size = bytes / 1024.0;
    for (String unit : new String[] {"KB", "MB"}) {
      if (size < 1024) {
        return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
      }
      size /= 1024;
    }
    return String.format(Locale.ROOT, "%.1f GB", size);
  }

  /** Text from elsewhere for a terminal: without control characters, and not longer than that. */
  static String plain(String text, int longest) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > longest ? plain.substring(0, longest) + "…" : plain;
  }

  /** With so many digits behind the point. */
  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  static String time(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return "%d m %02d s".formatted(millis / 60_000, millis / 1000 % 60);
  }
}
