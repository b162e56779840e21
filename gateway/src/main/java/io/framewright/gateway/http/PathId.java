package io.framewright.gateway.http;

import io.framewright.gateway.errors.ApiException;
import java.util.UUID;
import java.util.function.Supplier;

/** Ids in paths: what is no id names nothing. */
public final class PathId {

  private PathId() {}

  /**
   * The id that {@code text} is.
   *
   * @param absent the error for something that is not there
   */
  public static UUID of(String text, Supplier<ApiException> absent) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw absent.get();
    }
  }
}
