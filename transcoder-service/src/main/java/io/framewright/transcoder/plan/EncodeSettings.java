package io.framewright.transcoder.plan;

import java.time.Duration;

/**
 * What holds for every plan.
 *
 * @param threads per ffmpeg
 * @param maxSide pixels of a picture's longer side
 * @param maxStreams audio and video streams of an input
 * @param maxDuration of an input
 */
public record EncodeSettings(
    int threads, int maxSide, int maxStreams, Duration maxDuration, Engine engine) {

  public EncodeSettings {
    if (threads < 1 || maxSide < 16 || maxStreams < 1 || !maxDuration.isPositive()) {
      throw new IllegalArgumentException(
          "threads, max-side, max-streams and max-duration must be above zero");
    }
  }
}
