package io.framewright.metadata.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where one task is. Skipped tasks belong to a job that ended without them. */
@Serdeable
public enum TaskStatus {
  WAITING,
  QUEUED,
  OFFERED,
  RUNNING,
  RETRYING,
  DONE,
  FAILED,
  SKIPPED;

  /** As it stands in JSON and in the tables. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value whose word it is, if there is one. */
  public static Optional<TaskStatus> of(String word) {
    return Stream.of(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
