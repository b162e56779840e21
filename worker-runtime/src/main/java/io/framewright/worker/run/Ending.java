package io.framewright.worker.run;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.RunCancelled;
import io.framewright.schemas.avro.RunCompleted;
import io.framewright.schemas.avro.RunFailed;
import io.framewright.schemas.avro.RunReleased;
import org.apache.avro.specific.SpecificRecord;

/** How a run ended, as the log is told. */
sealed interface Ending {

  record Completed(RunCompleted report) implements Ending {}

  record Failed(Failure failure) implements Ending {}

  record Released(String reason) implements Ending {}

  record Cancelled(String reason) implements Ending {}

  /** Longest text of a failure in characters; a record is small. */
  int MAX_MESSAGE = 2_000;

  default SpecificRecord payload() {
    return switch (this) {
      case Completed(var report) -> report;
      case Failed(var failure) -> RunFailed.newBuilder().setFailure(failure).build();
      case Released(var reason) -> RunReleased.newBuilder().setReason(reason).build();
      case Cancelled(var reason) -> RunCancelled.newBuilder().setReason(reason).build();
    };
  }

  static Ending failed(FailureKind kind, ErrorCode code, String message) {
    return new Failed(failure(kind, code, message));
  }

  static Failure failure(FailureKind kind, ErrorCode code, String message) {
    return Failure.newBuilder()
        .setKind(kind)
        .setCode(code.name())
        .setMessage(
            message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + " …")
        .setHint(code.hint())
        .build();
  }

  /** Whatever else was thrown: trouble that may pass. */
  static Ending of(Throwable thrown) {
    String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
    return thrown instanceof OutOfMemoryError
        ? failed(
            FailureKind.RESOURCE,
            ErrorCode.INSUFFICIENT_RESOURCES,
            "the worker ran out of memory" + message)
        : failed(
            FailureKind.TRANSIENT,
            ErrorCode.PROCESSING_ERROR,
            "the worker failed unexpectedly with %s%s"
                .formatted(thrown.getClass().getSimpleName(), message));
  }
}
