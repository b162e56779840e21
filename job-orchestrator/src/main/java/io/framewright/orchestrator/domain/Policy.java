package io.framewright.orchestrator.domain;

import java.time.Duration;
import java.util.Set;

/**
 * The numbers that decisions go by.
 *
 * @param pools where tasks can be offered
 * @param maxTasks of one job
 * @param maxOpenTasks of one job that are offered or running at once
 * @param maxFailures attempts that may fail by the task's own fault; the last one is final
 * @param maxCrashes of these, how many may kill the decoder before the input counts as poison
 * @param maxLosses attempts that may be lost by a worker's death
 * @param offerLife from an offer to its lapse
 * @param renewal how long before its lapse an unstarted offer is renewed
 * @param backOff before the second attempt; it doubles from attempt to attempt
 * @param maxBackOff where doubling ends
 * @param resourceFactor how many times longer to wait when a worker lacked disk or memory
 * @param cancelPatience how long a cancelled job waits for its runs to stop
 * @param retention how long an ended job is remembered
 * @param maxRunTime from a run's start to the end that it must have come to
 * @param stall without progress for so long, a run whose engine says how far it is counts as
 *     stalled
 * @param quiet the same for a run that does not say how far it is
 * @param ageingStep by how much earlier a job of one priority may come and still go after one of
 *     the priority above; so nothing waits for ever behind more urgent work
 * @param reuse how long a result is used again for equal requests; zero for never
 */
public record Policy(
    Set<String> pools,
    int maxTasks,
    int maxOpenTasks,
    int maxFailures,
    int maxCrashes,
    int maxLosses,
    Duration offerLife,
    Duration renewal,
    Duration backOff,
    Duration maxBackOff,
    int resourceFactor,
    Duration cancelPatience,
    Duration retention,
    Duration maxRunTime,
    Duration stall,
    Duration quiet,
    Duration ageingStep,
    Duration reuse) {

  public Policy {
    pools = Set.copyOf(pools);
    if (renewal.compareTo(offerLife) >= 0) {
      throw new IllegalArgumentException(
          "an offer that lives %s cannot be renewed %s before it lapses"
              .formatted(offerLife, renewal));
    }
  }

  /** What holds unless somebody says otherwise. */
  public static Policy standard(Set<String> pools) {
    return new Policy(
        pools,
        512,
        8,
        3,
        2,
        10,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        10,
        Duration.ofSeconds(30),
        Duration.ofHours(24),
        Duration.ofHours(6),
        Duration.ofSeconds(60),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(12));
  }

  /** The same with other times for runs and for results. */
  public Policy timed(Duration maxRunTime, Duration stall, Duration reuse) {
    return new Policy(
        pools,
        maxTasks,
        maxOpenTasks,
        maxFailures,
        maxCrashes,
        maxLosses,
        offerLife,
        renewal,
        backOff,
        maxBackOff,
        resourceFactor,
        cancelPatience,
        retention,
        maxRunTime,
        stall,
        quiet,
        ageingStep,
        reuse);
  }

  /**
   * How long to wait before the next attempt: exponential, of which the upper half is left to
   * chance so that tasks which failed together do not come back together.
   *
   * @param ended attempts that are over, from 1
   */
  Duration backOff(Failure.Kind kind, int ended, Chance chance) {
    long doubled = backOff.toMillis() << Math.min(ended - 1, 20);
    long full = Math.min(doubled, maxBackOff.toMillis());
    long scaled = kind == Failure.Kind.RESOURCE ? full * resourceFactor : full;
    return Duration.ofMillis(scaled / 2 + (long) (chance.next() * (scaled / 2.0)));
  }
}
