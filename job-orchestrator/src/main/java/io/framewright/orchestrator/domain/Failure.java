package io.framewright.orchestrator.domain;

import io.framewright.platform.errors.ErrorCode;
import java.util.Optional;

/**
 * Why a task or a job failed.
 *
 * @param code of the error catalogue
 * @param message what was wrong, for a person
 * @param hint what to do about it
 */
public record Failure(Kind kind, String code, String message, Optional<String> hint) {

  /** Which class of trouble it was, as whoever saw it says; it decides about another attempt. */
  public enum Kind {
    /** The input or the request is wrong: never again. */
    BAD_INPUT,
    /** Passing trouble: again. */
    TRANSIENT,
    /** The worker lacked disk or memory: again, later. */
    RESOURCE,
    /** The decoder died on this input, seen by a process that survived. */
    CRASHED,
    /** No heartbeat any more: says nothing about the input. */
    LOST
  }

  static Failure of(Kind kind, ErrorCode code, String message) {
    return new Failure(kind, code.name(), message, Optional.of(code.hint()));
  }
}
