package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.media.MediaInfo.Audio;
import io.framewright.transcoder.media.MediaInfo.Stream;
import io.framewright.transcoder.media.MediaInfo.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Inputs for the planners: ten seconds of film unless said otherwise. */
final class Media {

  private Media() {}

  static MediaInfo film(int width, int height) {
    return of(10, List.of(video(width, height, 1, 0, false), audio(1, 2)));
  }

  static MediaInfo silent(int width, int height) {
    return of(10, List.of(video(width, height, 1, 0, false)));
  }

  static MediaInfo turned(int width, int height, int degrees) {
    return of(10, List.of(video(width, height, 1, degrees, false)));
  }

  static MediaInfo anamorphic(int width, int height, double sampleAspect) {
    return of(10, List.of(video(width, height, sampleAspect, 0, false)));
  }

  static MediaInfo sound(int channels) {
    return of(10, List.of(audio(0, channels)));
  }

  static MediaInfo soundWithCover() {
    return of(10, List.of(video(600, 600, 1, 0, true), audio(1, 2)));
  }

  static MediaInfo lasting(double seconds) {
    return of(seconds, List.of(video(64, 64, 1, 0, false)));
  }

  static MediaInfo tracks(int count) {
    List<Stream> streams = new ArrayList<>(List.of(video(640, 360, 1, 0, false)));
    for (int i = 1; i <= count; i++) {
      streams.add(audio(i, 2));
    }
    streams.add(new MediaInfo.Other(count + 1, "subtitle"));
    return of(10, streams);
  }

  /** An hour of film. */
  static List<Stream> hour() {
    return List.of(video(640, 360, 1, 0, false, 3600));
  }

  static MediaInfo of(double seconds, List<Stream> streams) {
    return new MediaInfo("mp4", OptionalDouble.of(seconds), true, 1000, streams);
  }

  private static Video video(
      int width, int height, double sampleAspect, int rotation, boolean cover) {
    return video(width, height, sampleAspect, rotation, cover, 10);
  }

  private static Video video(
      int width, int height, double sampleAspect, int rotation, boolean cover, double seconds) {
    return new Video(
        0,
        "h264",
        width,
        height,
        sampleAspect,
        rotation,
        OptionalDouble.of(30),
        Optional.of("yuv420p"),
        Optional.empty(),
        cover,
        true,
        OptionalDouble.of(seconds),
        OptionalLong.empty());
  }

  private static Audio audio(int index, int channels) {
    return new Audio(
        index,
        "aac",
        channels,
        OptionalInt.of(48_000),
        true,
        OptionalDouble.of(9.9),
        OptionalLong.empty());
  }
}
