package io.framewright.configuration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One setting as the sources declare it.
 *
 * @param key in kebab case; a number in a list is written {@code [n]}
 * @param type as a person says it, unit included
 * @param defaultValue none if the service does not start without the setting, or makes its own
 * @param meaning in a phrase
 * @param reader name of the class that reads it, or of the service whose application.yml does
 */
record Setting(
    String key, String type, @Nullable String defaultValue, String meaning, String reader) {

  /** The environment variable that Micronaut reads as this key. */
  String variable() {
    return key.replace("[n]", ".0").replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The key's first two parts: what the setting is about. */
  String subject() {
    return key.replaceFirst("^([^.]+\\.[^.\\[]+).*", "$1");
  }
}
