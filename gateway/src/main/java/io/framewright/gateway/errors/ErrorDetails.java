package io.framewright.gateway.errors;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a request was wrong, and what would be right.
 *
 * @param field path within the body, {@code output.video.codec}, or the name of a parameter
 * @param value what was sent, as text, cut after 200 characters
 * @param allowed what may be sent, where that can be listed
 * @param suggestion what the client most likely wants
 */
@Serdeable
public record ErrorDetails(
    @Nullable String field,
    @Nullable String value,
    @Nullable List<String> allowed,
    @Nullable String suggestion) {

  private static final int LONGEST_VALUE = 200;

  public ErrorDetails {
    if (value != null && value.length() > LONGEST_VALUE) {
      value = value.substring(0, LONGEST_VALUE) + "…";
    }
    allowed = allowed == null ? null : List.copyOf(allowed);
  }

  public static ErrorDetails field(String field) {
    return new ErrorDetails(field, null, null, null);
  }

  public ErrorDetails value(@Nullable String sent) {
    return new ErrorDetails(field, sent, allowed, suggestion);
  }

  public ErrorDetails allowed(List<String> values) {
    return new ErrorDetails(field, value, values, suggestion);
  }

  public ErrorDetails suggestion(String better) {
    return new ErrorDetails(field, value, allowed, better);
  }
}
