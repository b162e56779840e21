package io.framewright.transcoder.plan;

import io.framewright.transcoder.operation.AudioCodec;
import io.framewright.transcoder.operation.TranscodeParams;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** How the sound is written. */
record AudioEncoding(List<String> arguments, int channels, List<String> warnings) {

  /** ffmpeg's own encoder of Vorbis, which some builds have in place of libvorbis. */
  private static final String STEREO_ONLY = "vorbis";

  /**
   * @param has how many channels the sound has so far
   */
  static AudioEncoding of(TranscodeParams params, int has, Engine engine) {
    AudioCodec codec = params.audioCodec();
    TranscodeParams.Audio wish = params.audio();
    List<String> warnings = new ArrayList<>();
    String encoder = engine.oneOf(codec.encoders());
    int wished = wish.channels().orElseGet(() -> channels(codec, has, warnings));
    int channels = encoder.equals(STEREO_ONLY) ? stereo(wished, warnings) : wished;
    List<String> arguments = new ArrayList<>(List.of("-c:a", encoder));
    if (encoder.equals(STEREO_ONLY)) {
      arguments.addAll(List.of("-strict", "experimental"));
    }
    if (codec.lossless()) {
      wish.kilobits()
          .ifPresent(asked ->
              warnings.add(
                  "%s loses nothing, so that it has no bit rate: %dk was asked for"
                      .formatted(codec.word(), asked)));
    } else {
      arguments.addAll(List.of("-b:a", kilobits(codec, wish.kilobits(), channels, warnings) + "k"));
    }
    arguments.addAll(List.of("-ac", Integer.toString(channels)));
    wish.sampleRate()
        .ifPresent(asked ->
            arguments.addAll(List.of("-ar", Integer.toString(rate(codec, asked, warnings)))));
    return new AudioEncoding(arguments, channels, warnings);
  }

  private static int stereo(int wished, List<String> warnings) {
    if (wished != 2) {
      warnings.add(
          "the vorbis encoder of this worker writes 2 channels only, not %d".formatted(wished));
    }
    return 2;
  }

  private static int kilobits(
      AudioCodec codec, OptionalInt wish, int channels, List<String> warnings) {
    int kilobits = wish.orElse(codec.defaultKilobits(channels));
    int most = codec.maxKilobits(channels);
    if (kilobits > most) {
      warnings.add(
          "%s with %d channels takes at most %dk: %dk was asked for"
              .formatted(codec.word(), channels, most, kilobits));
    }
    return Math.min(kilobits, most);
  }

  /** The nearest rate that the codec has. */
  private static int rate(AudioCodec codec, int asked, List<String> warnings) {
    int nearest =
        codec.sampleRates().stream()
            .min((a, b) -> Integer.compare(Math.abs(a - asked), Math.abs(b - asked)))
            .orElse(asked);
    if (nearest != asked) {
      warnings.add(
          "%s has no sample rate of %d: the result has %d".formatted(codec.word(), asked, nearest));
    }
    return nearest;
  }

  /** As many as there are, if the codec can hold them; else stereo. */
  private static int channels(AudioCodec codec, int has, List<String> warnings) {
    if (Tone.isCommon(has) && has <= codec.maxChannels()) {
      return has;
    }
    warnings.add("the input has %d audio channels: the result has 2".formatted(has));
    return 2;
  }
}
