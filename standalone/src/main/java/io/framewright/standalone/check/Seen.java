package io.framewright.standalone.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.framewright.standalone.engines.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the judge sees in one file. */
final class Seen {

  private static final int BYTES_A_PIXEL = 4;

  /** How pictures are called by the name of their codec, where it is another. */
  private static final Map<String, String> PICTURES =
      Map.of("mjpeg", "jpeg", "av1", "avif", "jpegxl", "jxl");

  private final Tools tools;
  private final Path file;
  private final byte[] content;
  private final Optional<AnimatedWebp> animated;
  private final JsonNode probe;

  private Seen(Tools tools, Path file, byte[] content) {
    this.tools = tools;
    this.file = file;
    this.content = content;
    this.animated = AnimatedWebp.of(content);
    this.probe = animated.isPresent() ? MissingNode.getInstance() : tools.probe(file);
  }

  static Seen of(Tools tools, Path file) {
    try {
      return new Seen(tools, file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(file), e);
    }
  }

  byte[] content() {
    return content.clone();
  }

  /** The codec of the first stream of that kind; empty if there is none. */
  String codec(String kind) {
    return animated.isPresent() && kind.equals("video")
        ? "webp"
        : stream(kind).path("codec_name").asText();
  }

  /** As operations call a picture's format. */
  String format() {
    String codec = codec("video");
    return PICTURES.getOrDefault(codec, codec);
  }

  /** WIDTHxHEIGHT, as stored. */
  String size() {
    return animated
        .map(webp -> webp.width() + "x" + webp.height())
        .orElseGet(() ->
            "%dx%d"
                .formatted(
                    stream("video").path("width").asInt(), stream("video").path("height").asInt()));
  }

  int frames() {
    return animated
        .map(webp -> webp.frames().size())
        .orElseGet(() -> stream("video").path("nb_read_frames").asInt());
  }

  double seconds() {
    return animated
        .map(AnimatedWebp::seconds)
        .orElseGet(() -> probe.path("format").path("duration").asDouble());
  }

  int channels() {
    return stream("audio").path("channels").asInt();
  }

  String pixelFormat() {
    return stream("video").path("pix_fmt").asText();
  }

  double framesASecond() {
    String[] rate = stream("video").path("avg_frame_rate").asText("0/1").split("/", -1);
    return Double.parseDouble(rate[0]) / Double.parseDouble(rate[1]);
  }

  /** Degrees clockwise by which players turn it, 0 to 359. */
  int turn() {
    for (JsonNode side : stream("video").path("side_data_list")) {
      if (side.has("rotation")) {
        return Math.floorMod(-side.get("rotation").asInt(), 360);
      }
    }
    return 0;
  }

  /** Integrated loudness in LUFS, by the filter that measures and does not set. */
  double loudness() {
    CommandRunner.Outcome heard =
        tools.ffmpeg(List.of("-i", file.toString(), "-vn", "-af", "ebur128", "-f", "null", "-"));
    return heard
        .lines()
        .filter(line -> line.startsWith("I:"))
        .reduce((_, last) -> last)
        .map(line -> Double.parseDouble(line.replaceAll("[^-0-9.]", "")))
        .orElse(Double.NaN);
  }

  /**
   * A pixel; nothing outside the picture.
   *
   * @param frame from 1
   */
  Optional<Colour> pixel(int frame, int x, int y) {
    if (frame > frames()) {
      return Optional.empty();
    }
    if (animated.isPresent()) {
      AnimatedWebp.Frame own = animated.get().frames().get(frame - 1);
      return ofAnimation(own, frame, x - own.left(), y - own.top());
    }
    String[] sides = size().split("x", -1);
    return pixel(file, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), frame, x, y);
  }

  private Optional<Colour> ofAnimation(AnimatedWebp.Frame frame, int number, int x, int y) {
    Path still = file.resolveSibling("%s.%d.webp".formatted(file.getFileName(), number));
    byte[] bytes = new byte[frame.picture().remaining()];
    frame.picture().duplicate().get(bytes);
    try {
      Files.write(still, bytes);
      return new Seen(tools, still, bytes).pixel(1, x, y);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s".formatted(still), e);
    }
  }

  private Optional<Colour> pixel(Path from, int width, int height, int frame, int x, int y) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return Optional.empty();
    }
    Path raw = file.resolveSibling(file.getFileName() + ".raw");
    if (Files.notExists(raw)) {
      decode(from, raw);
    }
    long at = (((long) (frame - 1) * height + y) * width + x) * BYTES_A_PIXEL;
    ByteBuffer pixel = ByteBuffer.allocate(BYTES_A_PIXEL);
    try (FileChannel pixels = FileChannel.open(raw, StandardOpenOption.READ)) {
      if (pixels.read(pixel, at) < BYTES_A_PIXEL) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(raw), e);
    }
    return Optional.of(
        new Colour(
            pixel.get(0) & 0xFF, pixel.get(1) & 0xFF, pixel.get(2) & 0xFF, pixel.get(3) & 0xFF));
  }

  private void decode(Path from, Path raw) {
    CommandRunner.Outcome outcome =
        tools.ffmpeg(
            List.of(
                "-noautorotate",
                "-i",
                from.toString(),
                "-fps_mode",
                "passthrough",
                "-pix_fmt",
                "rgba",
                "-f",
                "rawvideo",
                raw.toString()));
    if (!outcome.succeeded()) {
      throw new IllegalStateException(
          "ffmpeg cannot decode %s: %s".formatted(from, outcome.lastLine()));
    }
  }

  private JsonNode stream(String kind) {
    for (JsonNode stream : probe.path("streams")) {
      if (stream.path("codec_type").asText().equals(kind)) {
        return stream;
      }
    }
    return MissingNode.getInstance();
  }
}
