package io.framewright.transcoder.sandbox;

import io.framewright.transcoder.run.Capture;
import io.framewright.transcoder.run.Child;
import io.framewright.transcoder.run.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A JVM that starts a program in a sandbox and waits to be killed. */
final class Orphanage {

  static final String SCRIPT = "while true; do sleep 1; done";

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 1 << 20, 1L << 32, 64);
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

  private Orphanage() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (Child child =
        Child.start(
            command(Rung.valueOf(arguments[0]), List.of("sh", "-c", SCRIPT, arguments[1])),
            _ -> {},
            _ -> {})) {
      child.await(Duration.ofMinutes(1));
    }
  }

  static boolean works(Rung rung) throws InterruptedException {
    return Capture.of(command(rung, List.of("true")), Duration.ofSeconds(10)).succeeded();
  }

  private static Command command(Rung rung, List<String> program) {
    return new Command(new Sandbox(rung, true).wrap(program, LIMITS, Reach.NOTHING), ENVIRONMENT);
  }
}
