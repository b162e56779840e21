package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Task.Tally;
import io.framewright.platform.errors.ErrorCode;
import java.util.Optional;

/** Whether a failed attempt is the last. Workers classify; this decides. */
final class RetryRules {

  private final Policy policy;

  RetryRules(Policy policy) {
    this.policy = policy;
  }

  /**
   * What the task fails with for good, or nothing when it is tried again.
   *
   * @param tally with this failure counted
   */
  Optional<Failure> verdict(Failure failure, Tally tally) {
    return switch (failure.kind()) {
      case BAD_INPUT -> Optional.of(failure);
      case TRANSIENT, RESOURCE -> exhausted(failure, tally);
      case CRASHED ->
          tally.crashed() >= policy.maxCrashes()
              ? Optional.of(poison(failure, tally))
              : exhausted(failure, tally);
      case LOST -> lostTooOften(tally);
    };
  }

  private Optional<Failure> exhausted(Failure last, Tally tally) {
    return tally.failed() < policy.maxFailures()
        ? Optional.empty()
        : Optional.of(
            Failure.of(
                last.kind(),
                ErrorCode.ATTEMPTS_EXHAUSTED,
                "%d attempts failed, the last one with %s: %s"
                    .formatted(tally.failed(), last.code(), last.message())));
  }

  private Optional<Failure> lostTooOften(Tally tally) {
    return tally.lost() < policy.maxLosses()
        ? Optional.empty()
        : Optional.of(
            Failure.of(
                Failure.Kind.LOST,
                ErrorCode.ATTEMPTS_EXHAUSTED,
                "%d workers went silent while they ran this task".formatted(tally.lost())));
  }

  private static Failure poison(Failure last, Tally tally) {
    return Failure.of(
        Failure.Kind.CRASHED,
        ErrorCode.POISON,
        "the decoder died %d times on this input: %s".formatted(tally.crashed(), last.message()));
  }
}
