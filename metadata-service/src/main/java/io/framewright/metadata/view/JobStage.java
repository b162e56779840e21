package io.framewright.metadata.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is being done for a job, as far as its events tell; live progress knows more. */
@Serdeable
public enum JobStage {
  QUEUED,
  PROCESSING,
  RETRYING,
  CANCELLING,
  COMPLETE;

  /** As it stands in JSON and in the tables. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value whose word it is, if there is one. */
  public static Optional<JobStage> of(String word) {
    return Stream.of(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
