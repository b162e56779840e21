package io.framewright.transcoder.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.transcoder.media.MediaInfo.Audio;
import io.framewright.transcoder.media.MediaInfo.Other;
import io.framewright.transcoder.media.MediaInfo.Stream;
import io.framewright.transcoder.media.MediaInfo.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads ffprobe's JSON. What is missing or {@code N/A} is empty. */
final class ProbeJson {

  /** What is asked of ffprobe; tags are not, since they name places and people. */
  static final String ENTRIES =
      "format=duration:stream=index,codec_type,codec_name,width,height,sample_aspect_ratio,pix_fmt,"
          + "color_transfer,avg_frame_rate,channels,sample_rate,bit_rate,duration"
          + ":stream_disposition=default,attached_pic:stream_tags=rotate,DURATION"
          + ":stream_side_data=rotation";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ProbeJson() {}

  static MediaInfo parse(String json, String format, boolean durationAnnounced, long bytes) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ffprobe wrote something that is not JSON", e);
    }
    List<Stream> streams = new ArrayList<>();
    root.path("streams").forEach(stream -> streams.add(stream(stream)));
    OptionalDouble duration = positive(root.path("format").path("duration"));
    return new MediaInfo(format, duration, durationAnnounced, bytes, streams);
  }

  private static Stream stream(JsonNode stream) {
    int index = stream.path("index").asInt();
    String type = stream.path("codec_type").asText("unknown");
    return switch (type) {
      case "video" -> video(index, stream);
      case "audio" -> audio(index, stream);
      default -> new Other(index, type);
    };
  }

  private static Video video(int index, JsonNode stream) {
    return new Video(
        index,
        stream.path("codec_name").asText("unknown"),
        stream.path("width").asInt(),
        stream.path("height").asInt(),
        ratio(stream.path("sample_aspect_ratio").asText(), ':').orElse(1),
        rotation(stream),
        ratio(stream.path("avg_frame_rate").asText(), '/'),
        text(stream.path("pix_fmt")),
        text(stream.path("color_transfer")),
        stream.path("disposition").path("attached_pic").asInt() == 1,
        stream.path("disposition").path("default").asInt() == 1,
        duration(stream),
        count(stream.path("bit_rate")));
  }

  private static Audio audio(int index, JsonNode stream) {
    OptionalLong rate = count(stream.path("sample_rate"));
    return new Audio(
        index,
        stream.path("codec_name").asText("unknown"),
        stream.path("channels").asInt(),
        rate.isPresent() ? OptionalInt.of((int) rate.getAsLong()) : OptionalInt.empty(),
        stream.path("disposition").path("default").asInt() == 1,
        duration(stream),
        count(stream.path("bit_rate")));
  }

  /**
   * Degrees clockwise. The display matrix counts them the other way; older files have a tag
   * instead.
   */
  private static int rotation(JsonNode stream) {
    for (JsonNode side : stream.path("side_data_list")) {
      if (side.has("rotation")) {
        return quarter(-side.path("rotation").asDouble());
      }
    }
    return quarter(stream.path("tags").path("rotate").asDouble());
  }

  private static int quarter(double degrees) {
    return Math.floorMod((int) Math.round(degrees / 90) * 90, 360);
  }

  /** The stream's own duration; Matroska keeps it in a tag, as {@code 00:01:02.5}. */
  private static OptionalDouble duration(JsonNode stream) {
    OptionalDouble own = positive(stream.path("duration"));
    if (own.isPresent()) {
      return own;
    }
    String[] parts = stream.path("tags").path("DURATION").asText().split(":", -1);
    if (parts.length != 3) {
      return OptionalDouble.empty();
    }
    try {
      double seconds =
          Integer.parseInt(parts[0]) * 3600.0
              + Integer.parseInt(parts[1]) * 60.0
              + Double.parseDouble(parts[2]);
      return seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble positive(JsonNode number) {
    try {
      double value = Double.parseDouble(number.asText());
      return value > 0 && Double.isFinite(value)
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalLong count(JsonNode number) {
    OptionalDouble value = positive(number);
    return value.isPresent() ? OptionalLong.of((long) value.getAsDouble()) : OptionalLong.empty();
  }

  private static Optional<String> text(JsonNode word) {
    return word.isTextual() && !word.asText().equals("unknown")
        ? Optional.of(word.asText())
        : Optional.empty();
  }

  /** {@code a/b} as a number; empty for {@code 0/0}, {@code 0:1} and nonsense. */
  private static OptionalDouble ratio(String text, char separator) {
    int at = text.indexOf(separator);
    if (at < 0) {
      return OptionalDouble.empty();
    }
    try {
      double value =
          Double.parseDouble(text.substring(0, at)) / Double.parseDouble(text.substring(at + 1));
      return value > 0 && Double.isFinite(value)
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
