package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo.Audio;
import io.framewright.transcoder.operation.Step.Normalize;
import java.util.Map;

/** The sound on its way through the steps. */
final class Tone {

  /** Counts of channels with a layout that every codec here knows. */
  private static final Map<Integer, String> LAYOUTS =
      Map.of(1, "mono", 2, "stereo", 6, "5.1", 8, "7.1");

  private Strand strand;
  private int channels;

  /**
   * @param from ffmpeg's stream
   */
  Tone(Audio source, String from) {
    this(new Strand(from), source.channels());
  }

  Tone(Strand strand, int channels) {
    this.strand = strand;
    this.channels = channels;
  }

  static boolean isCommon(int channels) {
    return LAYOUTS.containsKey(channels);
  }

  int channels() {
    return channels;
  }

  Strand strand() {
    return strand;
  }

  void then(String filter) {
    strand.then(filter);
  }

  void continueWith(Strand next, int count) {
    strand = next;
    channels = count;
  }

  /** Brings sound into a form in which it can be joined with other sound. */
  static Strand alike(Strand sound, int channels) {
    return sound
        .then("aresample=48000")
        .then(
            "aformat=sample_fmts=fltp:channel_layouts=" + LAYOUTS.getOrDefault(channels, "stereo"));
  }

  static String silence(double seconds, int channels) {
    return "anullsrc=channel_layout=%s:sample_rate=48000,atrim=duration=%s"
        .formatted(LAYOUTS.getOrDefault(channels, "stereo"), Seconds.text(seconds));
  }

  /** The filter that only listens. */
  static String listening(Normalize wish) {
    return loudnorm(wish) + ":print_format=json";
  }

  /** The filter that sets the loudness, knowing what was heard. */
  static String normalizing(Normalize wish, Loudness heard) {
    return "%s:measured_I=%s:measured_TP=%s:measured_LRA=%s:measured_thresh=%s:offset=%s:linear=true"
        .formatted(
            loudnorm(wish),
            Seconds.text(heard.integrated()),
            Seconds.text(heard.peak()),
            Seconds.text(heard.range()),
            Seconds.text(heard.threshold()),
            Seconds.text(heard.offset()));
  }

  private static String loudnorm(Normalize wish) {
    return "loudnorm=I=%s:TP=%s:LRA=%s"
        .formatted(
            Seconds.text(wish.loudness()), Seconds.text(wish.peak()), Seconds.text(wish.range()));
  }
}
