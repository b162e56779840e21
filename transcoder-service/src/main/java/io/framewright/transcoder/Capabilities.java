package io.framewright.transcoder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.media.Container;
import io.framewright.transcoder.operation.AudioCodec;
import io.framewright.transcoder.operation.OutputFormat;
import io.framewright.transcoder.operation.VideoCodec;
import io.framewright.transcoder.plan.Engine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What this worker can do here, for clients to read. */
final class Capabilities {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Capabilities() {}

  static String json(Ffmpeg ffmpeg, Engine engine) {
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
    ArrayNode videoCodecs = root.putArray("video_codecs");
    Stream.of(VideoCodec.values())
        .filter(codec -> hasOne(ffmpeg, codec.encoders()))
        .forEach(codec -> videoCodecs.add(codec.word()));
    ArrayNode audioCodecs = root.putArray("audio_codecs");
    Stream.of(AudioCodec.values())
        .filter(codec -> hasOne(ffmpeg, codec.encoders()))
        .forEach(codec -> audioCodecs.add(codec.word()));
    ArrayNode hardware = root.putArray("hardware_acceleration");
    engine.accelerators().forEach(one -> hardware.add(one.name().toLowerCase(Locale.ROOT)));
    root.put("text", engine.font().isPresent());
    return root.toString();
  }

  private static boolean writes(Ffmpeg ffmpeg, OutputFormat format) {
    return hasOne(ffmpeg, format.audioCodecs().getFirst().encoders())
        && format.videoCodecs().stream()
            .limit(1)
            .allMatch(codec -> hasOne(ffmpeg, codec.encoders()));
  }

  private static boolean hasOne(Ffmpeg ffmpeg, List<String> encoders) {
    return encoders.stream().anyMatch(ffmpeg.encoders()::contains);
  }
}
