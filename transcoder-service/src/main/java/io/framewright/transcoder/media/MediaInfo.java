package io.framewright.transcoder.media;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is known of a media file.
 *
 * @param format the container's name
 * @param duration seconds
 * @param durationAnnounced whether the header says so, rather than an estimate
 */
public record MediaInfo(
    String format,
    OptionalDouble duration,
    boolean durationAnnounced,
    long bytes,
    List<Stream> streams) {

  public MediaInfo {
    streams = List.copyOf(streams);
  }

  /** One stream of the file; {@code index} is ffmpeg's. */
  public sealed interface Stream {
    int index();
  }

  /**
   * Pictures.
   *
   * @param width of the coded picture in pixels, before rotation
   * @param sampleAspect width of a pixel divided by its height
   * @param rotation degrees clockwise to turn it for display: 0, 90, 180, 270
   * @param fps average
   * @param cover a still in a sound file, which is not a video
   * @param duration seconds
   */
  public record Video(
      int index,
      String codec,
      int width,
      int height,
      double sampleAspect,
      int rotation,
      OptionalDouble fps,
      Optional<String> pixelFormat,
      Optional<String> transfer,
      boolean cover,
      boolean preferred,
      OptionalDouble duration,
      OptionalLong bitRate)
      implements Stream {}

  /** Sound. */
  public record Audio(
      int index,
      String codec,
      int channels,
      OptionalInt sampleRate,
      boolean preferred,
      OptionalDouble duration,
      OptionalLong bitRate)
      implements Stream {}

  /** Subtitles, timecodes, attachments: never used. */
  public record Other(int index, String type) implements Stream {}

  /** The video stream that a player would show; covers are none. */
  public Optional<Video> video() {
    return streams.stream()
        .<Video>mapMulti((stream, found) -> {
          if (stream instanceof Video video && !video.cover()) {
            found.accept(video);
          }
        })
        .min(Comparator.comparing((Video video) -> !video.preferred()));
  }

  /** The audio stream that a player would play. */
  public Optional<Audio> audio() {
    return streams.stream()
        .<Audio>mapMulti((stream, found) -> {
          if (stream instanceof Audio audio) {
            found.accept(audio);
          }
        })
        .min(Comparator.comparing((Audio audio) -> !audio.preferred()));
  }
}
