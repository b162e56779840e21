package io.framewright.metadata.view;

import io.framewright.schemas.avro.Failure;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** Why a job failed: a code of the error catalogue, what was wrong, and what to do about it. */
@Serdeable
public record ErrorView(String code, String message, @Nullable String hint) {

  static ErrorView of(Failure failure) {
    return new ErrorView(failure.getCode(), failure.getMessage(), failure.getHint());
  }
}
