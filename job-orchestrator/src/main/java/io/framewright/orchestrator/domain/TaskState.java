package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.RunId;
import java.time.Instant;
import java.util.List;

/** Where one task is: Waiting, Queued, Offered, Running, Done or Failed. */
public sealed interface TaskState {

  /** For other tasks of the job. */
  record Waiting() implements TaskState {}

  /**
   * Ready to be offered.
   *
   * @param attempt the one to come, from 1
   * @param notBefore the end of the back-off
   */
  record Queued(int attempt, Instant notBefore) implements TaskState {
    static Queued atOnce(int attempt) {
      return new Queued(attempt, Instant.EPOCH);
    }
  }

  /**
   * Whoever starts first has it.
   *
   * @param notAfter when the offer lapses
   * @param since when the attempt was first offered
   */
  record Offered(int attempt, Instant notAfter, Instant since) implements TaskState {}

  /**
   * The run holds the lease.
   *
   * @param since when it got it
   */
  record Running(int attempt, RunId run, String worker, Instant since) implements TaskState {}

  /**
   * By this run, and no other.
   *
   * @param engine that made the outputs
   */
  record Done(int attempt, RunId run, List<Rendition> outputs, String engine) implements TaskState {
    public Done {
      outputs = List.copyOf(outputs);
    }
  }

  /** Not tried again. */
  record Failed(int attempt) implements TaskState {}
}
