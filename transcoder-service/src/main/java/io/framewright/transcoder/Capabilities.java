package io.framewright.transcoder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.media.Container;
import io.framewright.transcoder.operation.OutputFormat;
import io.framewright.transcoder.operation.VideoCodec;
import java.util.Locale;
import java.util.stream.Stream;

/** What this worker can do here, for clients to read. */
final class Capabilities {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Capabilities() {}

  static String json(Ffmpeg ffmpeg) {
    ObjectNode root = JSON.createObjectNode();
    root.put("engine", ffmpeg.identity());
    root.put("sandbox", ffmpeg.sandbox().rung().name().toLowerCase(Locale.ROOT));
    root.put("sandbox_limits", ffmpeg.sandbox().rung().limits());
    ArrayNode inputs = root.putArray("input_formats");
    Stream.of(Container.values())
        .filter(container -> ffmpeg.demuxers().contains(container.demuxer()))
        .forEach(container -> inputs.add(container.word()));
    ArrayNode outputs = root.putArray("output_formats");
    Stream.of(OutputFormat.values())
        .filter(format -> writes(ffmpeg, format))
        .forEach(format -> outputs.add(format.word()));
    ArrayNode pictures = root.putArray("thumbnail_formats");
    Stream.of("mjpeg", "png", "libwebp")
        .filter(ffmpeg.encoders()::contains)
        .forEach(
            encoder -> pictures.add(encoder.equals("mjpeg") ? "jpeg" : encoder.replace("lib", "")));
    return root.toString();
  }

  private static boolean writes(Ffmpeg ffmpeg, OutputFormat format) {
    VideoCodec video = format.videoCodec();
    return ffmpeg.encoders().contains(format.audioCodec().encoder())
        && (video == VideoCodec.NONE || ffmpeg.encoders().contains(video.encoder()));
  }
}
