package io.framewright.metadata.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a job is, in the coarse. The last three never change. */
@Serdeable
public enum JobStatus {
  QUEUED,
  PROCESSING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** Whether the job has ended. */
  public boolean terminal() {
    return switch (this) {
      case QUEUED, PROCESSING -> false;
      case COMPLETED, FAILED, CANCELLED -> true;
    };
  }

  /** As it stands in JSON and in the tables. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value whose word it is, if there is one. */
  public static Optional<JobStatus> of(String word) {
    return Stream.of(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
