package io.framewright.platform.service;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that are lists, from the environment: {@code FRAMEWRIGHT_API_KEYS_0_MAX_QUEUED_JOBS} is
 * {@code framewright.api-keys[0].max-queued-jobs}. Micronaut itself turns variables into plain keys
 * only.
 */
final class IndexedVariables {

  private static final Pattern INDEXED =
      Pattern.compile("FRAMEWRIGHT_([A-Z_]+)_([0-9]{1,3})_([A-Z_]+)");

  private IndexedVariables() {}

  static Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new TreeMap<>();
    environment.forEach((name, value) -> {
      Matcher indexed = INDEXED.matcher(name);
      if (indexed.matches()) {
        settings.put(
            "framewright.%s[%s].%s"
                .formatted(words(indexed.group(1)), indexed.group(2), words(indexed.group(3))),
            value);
      }
    });
    return settings;
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
