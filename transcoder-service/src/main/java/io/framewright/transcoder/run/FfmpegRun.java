package io.framewright.transcoder.run;

import io.framewright.schemas.avro.Stage;
import io.framewright.transcoder.run.RunEnd.Cause;
import io.framewright.worker.TaskContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs ffmpeg once, to whatever end, and tells how it goes. */
public final class FfmpegRun {

  private static final Duration TICK = Duration.ofMillis(200);

  private final Duration stall;
  private final Duration deadline;

  /**
   * @param stall without any progress for so long, it is taken to hang
   * @param deadline no run takes longer
   */
  public FfmpegRun(Duration stall, Duration deadline) {
    this.stall = stall;
    this.deadline = deadline;
  }

  /**
   * @param output the file that grows while it works
   * @param expected seconds of the output
   * @throws InterruptedException if interrupted; nothing of ffmpeg is left then
   */
  public RunEnd run(Command command, Path output, OptionalDouble expected, TaskContext context)
      throws InterruptedException {
    long start = System.nanoTime();
    RunLog log = new RunLog(context::log);
    Watchdog watchdog = new Watchdog(stall, deadline, output, start);
    ProgressParser parser = new ProgressParser();
    try (Child child =
        Child.start(
            command,
            line ->
                parser
                    .accept(line)
                    .ifPresent(progress -> {
                      watchdog.saw(progress);
                      tell(context, progress, expected);
                    }),
            log)) {
      context.onCancel(child::stop);
      Cause cause = await(child, watchdog, context);
      int exitCode = child.exitCode();
      return new RunEnd(cause, exitCode, log, (System.nanoTime() - start) / 1e9);
    }
  }

  private static Cause await(Child child, Watchdog watchdog, TaskContext context)
      throws InterruptedException {
    while (!child.await(TICK)) {
      Optional<Cause> verdict = watchdog.verdict(System.nanoTime());
      if (verdict.isPresent()) {
        child.stop();
        return verdict.get();
      }
    }
    return context.cancelled() ? Cause.CANCELLED : Cause.EXITED;
  }

  private static void tell(TaskContext context, Progress progress, OptionalDouble expected) {
    context.progress(
        Stage.PROCESSING,
        progress.percent(expected),
        new TaskContext.Speed(progress.fps(), progress.speed(), progress.eta(expected)));
  }
}
