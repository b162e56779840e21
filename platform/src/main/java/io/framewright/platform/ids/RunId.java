package io.framewright.platform.ids;

import java.util.UUID;

/** Names one run. New ids are UUIDv7 (RFC 9562), but nothing relies on their order. */
public record RunId(UUID value) {

  /**
   * Reads the usual form with hyphens.
   *
   * @throws IllegalArgumentException if {@code text} is not a UUID
   */
  public static RunId parse(String text) {
    return new RunId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
