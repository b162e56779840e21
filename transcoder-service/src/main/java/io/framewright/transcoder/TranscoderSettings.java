package io.framewright.transcoder;

import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.engine.Fonts;
import io.framewright.transcoder.plan.EncodeSettings;
import io.framewright.transcoder.plan.Engine;
import io.framewright.transcoder.sandbox.Limits;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How ffmpeg is run.
 *
 * @param sandbox {@code auto} for the best that works here, or {@code bwrap}, {@code unshare},
 *     {@code prlimit}, {@code none}
 * @param threads per ffmpeg; 0 for as many as there are processors
 * @param stallTimeout without progress for so long, ffmpeg is taken to hang
 * @param deadline no encode takes longer
 * @param probeTimeout no look at a file takes longer
 * @param maxOutputBytes of a file that ffmpeg writes
 * @param maxMemoryBytes of ffmpeg's address space; 0 for no limit
 * @param maxSide pixels of an input's longer side
 * @param maxStreams audio and video streams of an input
 * @param maxDuration of an input
 * @param font TrueType file for texts; empty to look for one where systems keep them
 */
@ConfigurationProperties("framewright.transcoder")
public record TranscoderSettings(
    @Bindable(defaultValue = "auto") String sandbox,
    @Bindable(defaultValue = "0") int threads,
    @Bindable(defaultValue = "60s") Duration stallTimeout,
    @Bindable(defaultValue = "6h") Duration deadline,
    @Bindable(defaultValue = "60s") Duration probeTimeout,
    @Bindable(defaultValue = "21474836480") long maxOutputBytes,
    @Bindable(defaultValue = "8589934592") long maxMemoryBytes,
    @Bindable(defaultValue = "8192") int maxSide,
    @Bindable(defaultValue = "16") int maxStreams,
    @Bindable(defaultValue = "4h") Duration maxDuration,
    @Bindable(defaultValue = "") String font) {

  /** What no program needs more of. */
  private static final int OPEN_FILES = 128;

  /** The defaults, as above. */
  public static final TranscoderSettings DEFAULTS =
      new TranscoderSettings(
          "auto",
          0,
          Duration.ofSeconds(60),
          Duration.ofHours(6),
          Duration.ofSeconds(60),
          20L << 30,
          8L << 30,
          8192,
          16,
          Duration.ofHours(4),
          "");

  public TranscoderSettings {
    if (!stallTimeout.isPositive() || !deadline.isPositive() || !probeTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "framewright.transcoder: stall-timeout, deadline and probe-timeout must be above zero");
    }
    if (threads < 0 || maxOutputBytes < 1 || maxMemoryBytes < 0) {
      throw new IllegalArgumentException(
          "framewright.transcoder: threads, max-output-bytes and max-memory-bytes cannot be"
              + " negative");
    }
  }

  /** The limits of one child. Its processor time is the deadline on every processor at once. */
  public Limits limits() {
    return new Limits(
        deadline.multipliedBy(processors()), maxOutputBytes, maxMemoryBytes, OPEN_FILES);
  }

  EncodeSettings encoding(Ffmpeg ffmpeg) {
    return new EncodeSettings(
        threads == 0 ? processors() : threads,
        maxSide,
        maxStreams,
        maxDuration,
        new Engine(ffmpeg.encoders(), ffmpeg.major(), Fonts.find(font), ffmpeg.accelerators()));
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
