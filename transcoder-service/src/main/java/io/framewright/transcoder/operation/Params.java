package io.framewright.transcoder.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads single values out of parameters. */
final class Params {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Params() {}

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the operation's parameters are not JSON", e);
    }
  }

  static Optional<String> text(JsonNode in, String field) {
    return in.hasNonNull(field) ? Optional.of(in.path(field).asText()) : Optional.empty();
  }

  static OptionalInt integer(JsonNode in, String field) {
    return in.hasNonNull(field) ? OptionalInt.of(in.path(field).intValue()) : OptionalInt.empty();
  }

  static OptionalDouble number(JsonNode in, String field) {
    return in.hasNonNull(field)
        ? OptionalDouble.of(in.path(field).doubleValue())
        : OptionalDouble.empty();
  }

  /** Bits a second, {@code 128k}, in thousands. */
  static OptionalInt kilobits(JsonNode in, String field) {
    return in.hasNonNull(field)
        ? OptionalInt.of(Integer.parseInt(in.path(field).asText().replace("k", "")))
        : OptionalInt.empty();
  }

  /** The constant of {@code type} that a request calls {@code word}. */
  static <E extends Enum<E>> E word(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
