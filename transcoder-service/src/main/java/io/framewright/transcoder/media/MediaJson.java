package io.framewright.transcoder.media;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.transcoder.media.MediaInfo.Audio;
import io.framewright.transcoder.media.MediaInfo.Other;
import io.framewright.transcoder.media.MediaInfo.Video;

/** Media information as the JSON object that clients see: technical facts, no tags. */
public final class MediaJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** So many streams are described; more would be an attack on whoever reads it. */
  private static final int MAX_STREAMS = 64;

  private MediaJson() {}

  public static String of(MediaInfo media) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", media.format());
    root.put("bytes", media.bytes());
    media.duration().ifPresent(seconds -> root.put("duration_seconds", round(seconds)));
    media
        .video()
        .ifPresent(video -> {
          root.put("width", video.width());
          root.put("height", video.height());
        });
    var streams = root.putArray("streams");
    media.streams().stream()
        .limit(MAX_STREAMS)
        .forEach(stream -> {
          ObjectNode node = streams.addObject().put("index", stream.index());
          switch (stream) {
            case Video video -> describe(node, video);
            case Audio audio -> describe(node, audio);
            case Other other -> node.put("type", other.type());
          }
        });
    return root.toString();
  }

  private static void describe(ObjectNode node, Video video) {
    node.put("type", video.cover() ? "cover" : "video");
    node.put("codec", video.codec());
    node.put("width", video.width());
    node.put("height", video.height());
    node.put("rotation", video.rotation());
    node.put("sample_aspect", round(video.sampleAspect()));
    video.fps().ifPresent(fps -> node.put("fps", round(fps)));
    video.pixelFormat().ifPresent(format -> node.put("pixel_format", format));
    video.transfer().ifPresent(transfer -> node.put("transfer", transfer));
    video.duration().ifPresent(seconds -> node.put("duration_seconds", round(seconds)));
    video.bitRate().ifPresent(rate -> node.put("bit_rate", rate));
  }

  private static void describe(ObjectNode node, Audio audio) {
    node.put("type", "audio");
    node.put("codec", audio.codec());
    node.put("channels", audio.channels());
    audio.sampleRate().ifPresent(rate -> node.put("sample_rate", rate));
    audio.duration().ifPresent(seconds -> node.put("duration_seconds", round(seconds)));
    audio.bitRate().ifPresent(rate -> node.put("bit_rate", rate));
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
