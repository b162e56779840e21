package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.operations.MediaContainer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What people call codecs, and which go into which container. */
final class Codecs {

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("libx264", "h264"),
          Map.entry("x264", "h264"),
          Map.entry("avc", "h264"),
          Map.entry("libx265", "h265"),
          Map.entry("x265", "h265"),
          Map.entry("hevc", "h265"),
          Map.entry("libvpx", "vp8"),
          Map.entry("libvpx-vp9", "vp9"),
          Map.entry("libaom-av1", "av1"),
          Map.entry("libsvtav1", "av1"),
          Map.entry("librav1e", "av1"),
          Map.entry("libopus", "opus"),
          Map.entry("libvorbis", "vorbis"),
          Map.entry("libmp3lame", "mp3"),
          Map.entry("libfdk_aac", "aac"),
          Map.entry("pcm_s16le", "pcm"));

  private static final Set<String> ANYWHERE = Set.of(MediaContainer.COPY, MediaContainer.NONE);

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
    List<String> allowed =
        MediaContainer.named(format.id()).map(one -> codecs(one, sound)).orElse(List.of());
    boolean possible = sound || !allowed.isEmpty();
    if (allowed.contains(codec) || (possible && ANYWHERE.contains(codec))) {
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

  private static List<String> codecs(MediaContainer container, boolean sound) {
    return sound ? container.audioCodecs() : container.videoCodecs();
  }

  private static String suggestion(String codec, List<String> allowed, boolean sound) {
    String change =
        allowed.isEmpty()
            ? "leave the codec out"
            : "change codec to '%s'".formatted(allowed.getFirst());
    return Arrays.stream(MediaContainer.values())
        .filter(container -> codecs(container, sound).contains(codec))
        .min((a, b) -> Boolean.compare(!isUsual(a, codec), !isUsual(b, codec)))
        .map(container ->
            "Use '%s' format or %s".formatted(container.name().toLowerCase(Locale.ROOT), change))
        .orElse(change.substring(0, 1).toUpperCase(Locale.ROOT) + change.substring(1));
  }

  /** Whether it is the first codec that the container is thought of with. */
  private static boolean isUsual(MediaContainer container, String codec) {
    return container.videoCodecs().stream().findFirst().filter(codec::equals).isPresent()
        || (container == MediaContainer.WEBM && container.videoCodecs().contains(codec));
  }
}
