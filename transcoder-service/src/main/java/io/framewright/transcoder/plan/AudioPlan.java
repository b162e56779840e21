package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo.Audio;
import io.framewright.transcoder.operation.AudioCodec;
import io.framewright.transcoder.operation.TranscodeParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How the audio stream is written. */
record AudioPlan(List<String> arguments, List<String> warnings) {

  /** Counts of channels with a layout that every codec here knows: mono, stereo, 5.1, 7.1. */
  private static final Set<Integer> COMMON_LAYOUTS = Set.of(1, 2, 6, 8);

  static AudioPlan of(TranscodeParams params, Audio source) {
    AudioCodec codec = params.format().audioCodec();
    List<String> warnings = new ArrayList<>();
    int channels = params.channels().orElseGet(() -> channels(codec, source, warnings));
    int kilobits = params.audioKilobits().orElse(codec.defaultKilobits(channels));
    int most = codec.maxKilobits(channels);
    if (kilobits > most) {
      warnings.add(
          "%s with %d channels takes at most %dk: %dk was asked for"
              .formatted(codec.word(), channels, most, kilobits));
    }
    return new AudioPlan(
        List.of(
            "-map",
            "0:" + source.index(),
            "-c:a",
            codec.encoder(),
            "-b:a",
            Math.min(kilobits, most) + "k",
            "-ac",
            Integer.toString(channels)),
        warnings);
  }

  /** As many as the input has, if the codec can hold them; else stereo. */
  private static int channels(AudioCodec codec, Audio source, List<String> warnings) {
    int channels = source.channels();
    if (COMMON_LAYOUTS.contains(channels) && channels <= codec.maxChannels()) {
      return channels;
    }
    warnings.add("the input has %d audio channels: the result has 2".formatted(channels));
    return 2;
  }
}
