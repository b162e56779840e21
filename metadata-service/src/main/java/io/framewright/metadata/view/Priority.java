package io.framewright.metadata.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How urgent a job is among its tenant's jobs. */
@Serdeable
public enum Priority {
  LOW,
  NORMAL,
  HIGH;

  /** As it stands in JSON and in the tables. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value whose word it is, if there is one. */
  public static Optional<Priority> of(String word) {
    return Stream.of(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
