package io.framewright.transcoder.plan;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How loud the sound is, as ffmpeg's filter {@code loudnorm} measures it (EBU R 128).
 *
 * @param integrated LUFS
 * @param peak true peak in dBTP
 * @param range LU
 * @param threshold LUFS
 * @param offset LU
 */
public record Loudness(
    double integrated, double peak, double range, double threshold, double offset) {

  /** What the filter says about silence, in its own words and in numbers that mean it. */
  private static final double SILENCE = -69;

  private static final String[] KEYS = {
    "input_i", "input_tp", "input_lra", "input_thresh", "target_offset"
  };

  /** Reads what the filter wrote into the log; empty if it measured nothing, or silence. */
  public static Optional<Loudness> read(List<String> log) {
    String text = String.join("\n", log);
    double[] values = new double[KEYS.length];
    for (int i = 0; i < KEYS.length; i++) {
      Matcher value =
          Pattern.compile("\"%s\"\\s*:\\s*\"(-?[0-9]+(?:\\.[0-9]+)?)\"".formatted(KEYS[i]))
              .matcher(text);
      if (!value.find()) {
        return Optional.empty();
      }
      values[i] = Double.parseDouble(value.group(1));
    }
    return values[0] < SILENCE
        ? Optional.empty()
        : Optional.of(new Loudness(values[0], values[1], values[2], values[3], values[4]));
  }
}
