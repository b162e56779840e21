package io.framewright.transcoder.run;

/**
 * How a run of ffmpeg ended.
 *
 * @param exitCode 128 + n after signal n; means nothing unless it ended by itself
 * @param seconds wall time
 */
public record RunEnd(Cause cause, int exitCode, RunLog log, double seconds) {

  /** Who ended it. */
  public enum Cause {
    /** ffmpeg itself. */
    EXITED,
    STALLED,
    DEADLINE,
    CANCELLED
  }
}
