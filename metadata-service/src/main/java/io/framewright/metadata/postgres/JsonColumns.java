package io.framewright.metadata.postgres;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Values of jsonb columns. */
@Singleton
final class JsonColumns {

  /** An escaped NUL, which jsonb refuses; a backslash that is escaped itself begins none. */
  private static final Pattern NUL = Pattern.compile("((?<!\\\\)(?:\\\\\\\\)*)\\\\u0000");

  private final JsonMapper json;

  JsonColumns(JsonMapper json) {
    this.json = json;
  }

  <T> String write(Argument<T> type, T value) {
    try {
      String text = new String(json.writeValueAsBytes(type, value), StandardCharsets.UTF_8);
      return NUL.matcher(text).replaceAll("$1\uFFFD");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a %s as JSON".formatted(type.getName()), e);
    }
  }

  <T> T read(Argument<T> type, String text) {
    try {
      return json.readValue(text, type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a %s from JSON".formatted(type.getName()), e);
    }
  }
}
