package io.framewright.orchestrator.domain;

import java.util.Optional;

/**
 * How far a run says it is. Where two statements differ in anything, it moves: an engine that does
 * not know how much there is to do still says how fast it is.
 *
 * @param stage what it does
 * @param inEngine whether that is the engine's own work
 * @param percent 0 to 100 of the whole task
 * @param fps frames per second of wall time
 * @param speed media seconds per second of wall time
 */
public record Progress(
    String stage, boolean inEngine, double percent, Optional<Double> fps, Optional<Double> speed) {

  /** Of a run that has said nothing yet. */
  public static final Progress UNKNOWN =
      new Progress("", false, 0, Optional.empty(), Optional.empty());
}
