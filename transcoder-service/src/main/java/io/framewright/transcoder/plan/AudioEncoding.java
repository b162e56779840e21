package io.framewright.transcoder.plan;

import io.framewright.transcoder.operation.AudioCodec;
import io.framewright.transcoder.operation.TranscodeParams;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** How the sound is written. */
record AudioEncoding(List<String> arguments, int channels, List<String> warnings) {

  /**
   * @param has how many channels the sound has so far
   */
  static AudioEncoding of(TranscodeParams params, int has, Engine engine) {
    AudioCodec codec = params.audioCodec();
    TranscodeParams.Audio wish = params.audio();
    List<String> warnings = new ArrayList<>();
    int channels = wish.channels().orElseGet(() -> channels(codec, has, warnings));
    String encoder = engine.oneOf(codec.encoders());
    List<String> arguments = new ArrayList<>(List.of("-c:a", encoder));
    if (encoder.equals("vorbis")) {
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
