package io.framewright.standalone.bench;

import io.framewright.platform.process.ChildProcesses;
import io.framewright.platform.process.ChildProcesses.DeathSignal;
import io.framewright.standalone.engines.CommandRunner;
import io.framewright.standalone.engines.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine alone, from a shell as it were: no sandbox, no limits, no look at what came out. It is
 * as nice to other programs as the platform's is and has a session of its own like it, or a busy
 * machine would favour one of them (sched(7), autogroup). It ends with this program.
 */
public record BareFfmpeg(CommandRunner runner, Ffmpeg ffmpeg) {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  /** A session has a niceness of its own; without it this one gets nine times the platform's. */
  private static final String NICE_SESSION =
      "{ echo 10 >/proc/self/autogroup; } 2>/dev/null; exec \"$@\"";

  /** What the platform is asked for, with as many threads as it takes. */
  Cost convert(Path input, Path output, int threads) {
    String count = Integer.toString(threads);
    return run(
        List.of(
            "-threads",
            count,
            "-i",
            input.toString(),
            "-c:v",
            "libx264",
            "-preset",
            "medium",
            "-crf",
            "23",
            "-threads:v",
            count,
            "-c:a",
            "aac",
            "-b:a",
            "128k",
            "-movflags",
            "+faststart",
            output.toString()));
  }

  Cost run(List<String> arguments) {
    List<String> command = new ArrayList<>(ChildProcesses.tie(DeathSignal.KILL));
    command.addAll(List.of("setsid", "nice", "-n", "10", "/bin/sh", "-c", NICE_SESSION, "sh"));
    command.addAll(
        List.of(
            ffmpeg.ffmpeg().toString(), "-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
    command.addAll(arguments);
    double before = ProcessorTime.ofEndedChildren();
    long begin = System.nanoTime();
    CommandRunner.Outcome outcome = runner.run(command, ffmpeg.environment(), LIMIT);
    double wall = (System.nanoTime() - begin) / 1e9;
    if (!outcome.succeeded()) {
      throw new IllegalStateException("ffmpeg alone failed: " + outcome.lastLine());
    }
    return new Cost(wall, ProcessorTime.ofEndedChildren() - before);
  }
}
