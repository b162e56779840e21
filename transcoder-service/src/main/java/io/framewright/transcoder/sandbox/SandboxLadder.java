package io.framewright.transcoder.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the best rung that works here, by trying. */
public final class SandboxLadder {

  private SandboxLadder() {}

  /** Tries a sandbox with the real engine. */
  @FunctionalInterface
  public interface Trial {
    /** Empty if the engine runs in it, else what went wrong. */
    Optional<String> failure(Sandbox sandbox);
  }

  /**
   * @param choice {@code auto}, or the only rung that will do
   * @throws IllegalStateException if the chosen rung, or every rung, fails
   */
  public static Sandbox climb(String choice, boolean asRoot, Trial trial) {
    List<String> failures = new ArrayList<>();
    for (Rung rung : candidates(choice)) {
      Sandbox sandbox = new Sandbox(rung, asRoot);
      Optional<String> failure = trial.failure(sandbox);
      if (failure.isEmpty()) {
        return sandbox;
      }
      failures.add("%s: %s".formatted(rung.name().toLowerCase(Locale.ROOT), failure.get()));
    }
    throw new IllegalStateException(
        "ffmpeg does not run in the sandbox '%s' (%s). Install bubblewrap or util-linux, or choose another with framewright.transcoder.sandbox"
            .formatted(choice, String.join("; ", failures)));
  }

  /** {@code none} is never found by itself: it must be asked for. */
  private static List<Rung> candidates(String choice) {
    if (choice.equals("auto")) {
      return List.of(Rung.BWRAP, Rung.UNSHARE, Rung.PRLIMIT);
    }
    return Arrays.stream(Rung.values())
        .filter(rung -> rung.name().equalsIgnoreCase(choice))
        .findFirst()
        .map(List::of)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "framewright.transcoder.sandbox is '%s': use auto, bwrap, unshare, prlimit or none"
                    .formatted(choice)));
  }
}
