package io.framewright.standalone.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What the orchestrator can decide, and how soon, beside Kafka Streams alone in the same run. */
public final class Orchestrator {

  private static final int JOBS_A_SECOND = 200;

  private Orchestrator() {}

  /**
   * How much is done.
   *
   * @param rounds of each kind, alternating
   * @param jobs of one round
   * @param warmUp jobs that do not count
   * @param atRest jobs one after the other
   * @param pacedSeconds at 200 jobs a second
   */
  public record Plan(int rounds, int jobs, int warmUp, int atRest, int pacedSeconds) {

    public static Plan of(int jobs) {
      return new Plan(3, jobs, 500, 200, 10);
    }
  }

  /**
   * What was measured.
   *
   * @param lifecycles jobs a second from command to completion, one figure a round
   * @param bare the traffic of as many jobs a second through Kafka Streams alone, likewise
   * @param atRest from submit to started, one job after the other, in milliseconds
   * @param paced the same at 200 jobs a second
   */
  public record Measured(List<Double> lifecycles, List<Double> bare, Sample atRest, Sample paced) {

    public Measured {
      lifecycles = List.copyOf(lifecycles);
      bare = List.copyOf(bare);
    }

    public double lifecyclesMedian() {
      return Sample.median(lifecycles, Double::doubleValue);
    }

    public double bareMedian() {
      return Sample.median(bare, Double::doubleValue);
    }

    /** Which part of the bare loop's throughput is left. */
    public double ratio() {
      return lifecyclesMedian() / bareMedian();
    }
  }

  /**
   * Alternates both, round by round.
   *
   * @param directory for a broker and stores of its own; emptied by the caller
   */
  public static Measured measure(Path directory, Plan plan, Consumer<String> progress)
      throws InterruptedException, ExecutionException {
    try (OrchestratorStage stage = new OrchestratorStage(directory);
        BareLoop bare = new BareLoop(stage.settings(), directory)) {
      progress.accept("warming up");
      lifecycles(stage, plan.warmUp());
      bare.seconds(plan.warmUp());
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      for (int round = 0; round < plan.rounds(); round++) {
        progress.accept("round %d of %d".formatted(round + 1, plan.rounds()));
        ours.add(plan.jobs() / lifecycles(stage, plan.jobs()));
        theirs.add(plan.jobs() / bare.seconds(plan.jobs()));
      }
      progress.accept("submit to started");
      return new Measured(
          ours, theirs, atRest(stage, plan.atRest()), paced(stage, plan.pacedSeconds()));
    }
  }

  private static double lifecycles(OrchestratorStage stage, int jobs) throws InterruptedException {
    int before = stage.completed();
    long begin = System.nanoTime();
    for (int i = 0; i < jobs; i++) {
      stage.submit();
    }
    stage.awaitCompleted(before + jobs);
    return (System.nanoTime() - begin) / 1e9;
  }

  private static Sample atRest(OrchestratorStage stage, int jobs) throws InterruptedException {
    double[] millis = new double[jobs];
    for (int i = 0; i < jobs; i++) {
      int before = stage.completed();
      long begin = System.nanoTime();
      millis[i] = (stage.startedAt(stage.submit()) - begin) / 1e6;
      stage.awaitCompleted(before + 1);
    }
    return new Sample(millis);
  }

  /** Submits by the clock, whether or not the platform keeps up. */
  private static Sample paced(OrchestratorStage stage, int seconds) throws InterruptedException {
    int jobs = JOBS_A_SECOND * seconds;
    long pause = 1_000_000_000L / JOBS_A_SECOND;
    List<UUID> ids = new ArrayList<>(jobs);
    long[] begun = new long[jobs];
    long next = System.nanoTime();
    for (int i = 0; i < jobs; i++) {
      for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      begun[i] = next; // when it was due: a late submission counts too
      ids.add(stage.submit());
      next += pause;
    }
    double[] millis = new double[jobs];
    for (int i = 0; i < jobs; i++) {
      millis[i] = (stage.startedAt(ids.get(i)) - begun[i]) / 1e6;
    }
    return new Sample(millis);
  }
}
