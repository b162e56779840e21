package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which codecs go into which container, and what people call them. */
final class Codecs {

  private static final Map<String, String> ALIASES =
      Map.of(
          "libx264", "h264",
          "x264", "h264",
          "avc", "h264",
          "libvpx-vp9", "vp9",
          "libopus", "opus",
          "libmp3lame", "mp3",
          "libfdk_aac", "aac");

  private static final Map<OutputFormat, List<String>> VIDEO =
      Map.of(OutputFormat.MP4, List.of("h264"), OutputFormat.WEBM, List.of("vp9"));
  private static final Map<OutputFormat, List<String>> AUDIO =
      Map.of(
          OutputFormat.MP4, List.of("aac"),
          OutputFormat.WEBM, List.of("opus"),
          OutputFormat.MP3, List.of("mp3"));

  private Codecs() {}

  /**
   * The codec that {@code field} names, by its one name.
   *
   * @throws ApiException INVALID_CODEC_FORMAT if it does not go into {@code format}
   */
  static String checked(OutputFormat format, Fields fields, String field) {
    JsonNode sent = fields.node().path(field);
    String asked = sent.textValue().toLowerCase(Locale.ROOT);
    String codec = ALIASES.getOrDefault(asked, asked);
    boolean sound = field.startsWith("audio") || fields.path().endsWith("audio");
    List<String> allowed = (sound ? AUDIO : VIDEO).getOrDefault(format, List.of());
    if (allowed.contains(codec)) {
      return codec;
    }
    throw new ApiException(
        ErrorCode.INVALID_CODEC_FORMAT,
        "Codec '%s' is incompatible with format '%s'".formatted(asked, format.id()),
        ErrorDetails.field(fields.name(field))
            .value(asked)
            .allowed(allowed)
            .suggestion(suggestion(codec, allowed, sound)));
  }

  private static String suggestion(String codec, List<String> allowed, boolean sound) {
    String change =
        allowed.isEmpty()
            ? "leave the codec out"
            : "change codec to '%s'".formatted(allowed.getFirst());
    return Arrays.stream(OutputFormat.values())
        .filter(format -> (sound ? AUDIO : VIDEO).getOrDefault(format, List.of()).contains(codec))
        .findFirst()
        .map(format -> "Use '%s' format or %s".formatted(format.id(), change))
        .orElse(change.substring(0, 1).toUpperCase(Locale.ROOT) + change.substring(1));
  }
}
