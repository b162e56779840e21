package io.framewright.standalone.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** What the orchestrator can decide, and how soon, beside Kafka Streams alone in the same run. */
public final class Orchestrator {

  private static final int ROUNDS = 3;
  private static final int WARM_UP = 500;
  private static final int JOBS_A_SECOND = 200;
  private static final int PACED_SECONDS = 10;
  private static final int AT_REST = 200;

  private Orchestrator() {}

  /**
   * What was measured.
   *
   * @param lifecycles jobs a second from command to completion, one figure a round
   * @param bare the traffic of as many jobs a second through Kafka Streams alone, likewise
   * @param atRest from submit to started, one job after the other, in milliseconds
   * @param paced the same at 200 jobs a second
   */
  public record Measured(double[] lifecycles, double[] bare, Sample atRest, Sample paced) {

    public double lifecyclesMedian() {
      return median(lifecycles);
    }

    public double bareMedian() {
      return median(bare);
    }

    /** Which part of the bare loop's throughput is left. */
    public double ratio() {
      return lifecyclesMedian() / bareMedian();
    }

    private static double median(double[] figures) {
      double[] sorted = figures.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }
  }

  /**
   * Alternates both, round by round.
   *
   * @param jobs of one round
   * @param directory for a broker and stores of its own; emptied by the caller
   */
  public static Measured measure(Path directory, int jobs, Consumer<String> progress)
      throws InterruptedException, ExecutionException {
    try (OrchestratorStage stage = new OrchestratorStage(directory);
        BareLoop bare = new BareLoop(stage.settings(), directory)) {
      progress.accept("warming up");
      lifecycles(stage, WARM_UP);
      bare.seconds(WARM_UP);
      double[] ours = new double[ROUNDS];
      double[] theirs = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        progress.accept("round %d of %d".formatted(round + 1, ROUNDS));
        ours[round] = jobs / lifecycles(stage, jobs);
        theirs[round] = jobs / bare.seconds(jobs);
      }
      progress.accept("submit to started");
      return new Measured(ours, theirs, atRest(stage), paced(stage));
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

  private static Sample atRest(OrchestratorStage stage) throws InterruptedException {
    double[] millis = new double[AT_REST];
    for (int i = 0; i < AT_REST; i++) {
      int before = stage.completed();
      long begin = System.nanoTime();
      millis[i] = (stage.startedAt(stage.submit()) - begin) / 1e6;
      stage.awaitCompleted(before + 1);
    }
    return new Sample(millis);
  }

  /** Submits by the clock, whether or not the platform keeps up. */
  private static Sample paced(OrchestratorStage stage) throws InterruptedException {
    int jobs = JOBS_A_SECOND * PACED_SECONDS;
    long pause = 1_000_000_000L / JOBS_A_SECOND;
    List<UUID> ids = new ArrayList<>(jobs);
    long[] begun = new long[jobs];
    long next = System.nanoTime();
    for (int i = 0; i < jobs; i++) {
      long wait = next - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
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
