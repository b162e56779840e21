package io.framewright.transcoder.plan;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.media.MediaInfo.Audio;
import io.framewright.transcoder.media.MediaInfo.Other;
import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.StreamChoice;
import io.framewright.transcoder.plan.Planned.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The streams of an input that are used, by choice or as a player would take them. */
record Streams(Optional<Video> video, Optional<Audio> audio) {

  static Streams of(MediaInfo media, StreamChoice choice) {
    return new Streams(
        choice.video().isPresent() ? at(films(media), choice.video()) : media.video(),
        choice.audio().isPresent() ? at(sounds(media), choice.audio()) : media.audio());
  }

  /** The longest stream that is kept; the whole file's duration where streams do not say. */
  OptionalDouble seconds(MediaInfo media, boolean withVideo, boolean withAudio) {
    OptionalDouble sound = withAudio ? audio.orElseThrow().duration() : OptionalDouble.of(0);
    OptionalDouble film = withVideo ? video.orElseThrow().duration() : OptionalDouble.of(0);
    return sound.isPresent() && film.isPresent() && (withVideo || withAudio)
        ? OptionalDouble.of(Math.max(sound.getAsDouble(), film.getAsDouble()))
        : media.duration();
  }

  /** Why the choice cannot be had. */
  static Optional<Refused> refusal(MediaInfo media, StreamChoice choice) {
    return missing("video", choice.video(), films(media).size())
        .or(() -> missing("audio", choice.audio(), sounds(media).size()));
  }

  /** What of the input nobody will see or hear. */
  static List<String> leftOut(MediaInfo media, StreamChoice choice) {
    List<String> warnings = new ArrayList<>();
    int sounds = sounds(media).size();
    if (sounds > 1 && choice.audio().isEmpty()) {
      warnings.add(
          "the input has %d sound tracks: one is used; stream_map chooses which".formatted(sounds));
    }
    long subtitles =
        media.streams().stream()
            .filter(stream -> stream instanceof Other other && other.type().equals("subtitle"))
            .count();
    if (subtitles > 0) {
      warnings.add("the input has %d subtitle tracks: they are left out".formatted(subtitles));
    }
    return warnings;
  }

  private static Optional<Refused> missing(String kind, OptionalInt wished, int there) {
    return wished.orElse(-1) >= there
        ? Optional.of(
            new Refused(
                ErrorCode.INVALID_OPERATION,
                "stream_map asks for %s stream %d, but the input has %d, counted from 0"
                    .formatted(kind, wished.getAsInt(), there)))
        : Optional.empty();
  }

  private static List<Video> films(MediaInfo media) {
    return media.streams().stream()
        .<Video>mapMulti((stream, found) -> {
          if (stream instanceof Video video && !video.cover()) {
            found.accept(video);
          }
        })
        .toList();
  }

  private static List<Audio> sounds(MediaInfo media) {
    return media.streams().stream()
        .<Audio>mapMulti((stream, found) -> {
          if (stream instanceof Audio audio) {
            found.accept(audio);
          }
        })
        .toList();
  }

  private static <T> Optional<T> at(List<T> list, OptionalInt index) {
    return index.orElse(-1) >= 0 && index.getAsInt() < list.size()
        ? Optional.of(list.get(index.getAsInt()))
        : Optional.empty();
  }
}
