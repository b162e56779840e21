package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo.Audio;
import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.Step.Fit;
import io.framewright.transcoder.operation.StreamChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Appends films to what there is so far. The first one decides on size, frame rate and channels;
 * where one has no sound, it is silent.
 */
final class Joining {

  private static final double USUAL_FPS = 25;
  private static final double SAME_ASPECT = 0.01;

  private final Sources sources;
  private final FilterGraph graph;
  private final Timeline.Shape shape;
  private final OptionalDouble seconds;

  /**
   * @param seconds how long it is so far
   */
  Joining(Sources sources, FilterGraph graph, Timeline.Shape shape, OptionalDouble seconds) {
    this.sources = sources;
    this.graph = graph;
    this.shape = shape;
    this.seconds = seconds;
  }

  /**
   * A film to append.
   *
   * @param index of the file among ffmpeg's inputs
   */
  record Part(String name, Source source, int index) {

    Optional<Video> video() {
      return streams().video();
    }

    Optional<Audio> audio() {
      return streams().audio();
    }

    OptionalDouble seconds() {
      return source.media().duration();
    }

    private Streams streams() {
      return Streams.of(source.media(), StreamChoice.PLAYERS);
    }
  }

  /** What comes of it. */
  sealed interface Joined {
    record Impossible(String why) implements Joined {}

    record One(Optional<Tone> tone, OptionalDouble seconds, List<String> warnings)
        implements Joined {}
  }

  Joined join(Optional<Film> film, Optional<Tone> tone, List<Part> parts) {
    boolean sound =
        shape.audio()
            && (tone.isPresent() || parts.stream().anyMatch(part -> part.audio().isPresent()));
    Optional<String> trouble = trouble(film.isPresent(), tone.isPresent(), sound, parts);
    if (trouble.isPresent()) {
      return new Joined.Impossible(trouble.get());
    }
    List<String> warnings = new ArrayList<>();
    int channels = tone.map(Tone::channels).filter(Tone::isCommon).orElse(2);
    String fps = "fps=" + Seconds.text(fps());
    List<String> labels = new ArrayList<>();
    film.ifPresent(pictures -> {
      pictures.finish("yuv420p");
      pictures.then(fps);
      labels.add(graph.pictures(pictures.strand()));
    });
    if (sound) {
      labels.add(sound(tone.map(Tone::strand), seconds, channels));
    }
    for (Part part : parts) {
      film.ifPresent(pictures -> labels.add(pictures(part, pictures, fps, warnings)));
      if (sound) {
        labels.add(
            sound(
                part.audio().map(audio -> stream(part, audio.index())), part.seconds(), channels));
      }
    }
    String filter =
        "concat=n=%d:v=%d:a=%d"
            .formatted(parts.size() + 1, film.isPresent() ? 1 : 0, sound ? 1 : 0);
    Optional<Strand> heard = connect(film, sound, labels, filter);
    return new Joined.One(heard.map(strand -> new Tone(strand, channels)), total(parts), warnings);
  }

  private Optional<Strand> connect(
      Optional<Film> film, boolean sound, List<String> labels, String filter) {
    if (film.isPresent() && sound) {
      List<Strand> both = graph.joinBoth(labels, filter);
      film.get().continueWith(both.getFirst());
      return Optional.of(both.getLast());
    }
    Strand one = graph.join(labels, filter);
    film.ifPresent(pictures -> pictures.continueWith(one));
    return film.isPresent() ? Optional.empty() : Optional.of(one);
  }

  private Optional<String> trouble(
      boolean withVideo, boolean withAudio, boolean sound, List<Part> parts) {
    if (sound && !withAudio && seconds.isEmpty()) {
      return Optional.of("the input has no sound and does not say how long it is");
    }
    for (Part part : parts) {
      if (withVideo && part.video().isEmpty()) {
        return Optional.of("the input '%s' has no video to append".formatted(part.name()));
      }
      if (!withVideo && part.audio().isEmpty()) {
        return Optional.of("the input '%s' has no sound to append".formatted(part.name()));
      }
      if (sound && part.audio().isEmpty() && part.seconds().isEmpty()) {
        return Optional.of(
            "the input '%s' has no sound and does not say how long it is".formatted(part.name()));
      }
    }
    return Optional.empty();
  }

  private double fps() {
    OptionalDouble own =
        Streams.of(sources.main().media(), shape.streams())
            .video()
            .map(Video::fps)
            .orElse(OptionalDouble.empty());
    return Math.min(VideoEncoding.MAX_FPS, shape.fps().orElse(own.orElse(USUAL_FPS)));
  }

  private String pictures(Part part, Film like, String fps, List<String> warnings) {
    Video video = part.video().orElseThrow();
    PictureSize shown = PictureSize.shown(video);
    PictureSize inside =
        shown.within(OptionalInt.of(like.width()), OptionalInt.of(like.height()), Fit.CONTAIN);
    int wide = Math.min(like.width(), PictureSize.even(inside.width()));
    int high = Math.min(like.height(), PictureSize.even(inside.height()));
    double aspect = (double) like.width() / like.height();
    if (Math.abs(shown.width() / shown.height() / aspect - 1) > SAME_ASPECT) {
      warnings.add(
          "the input '%s' has another aspect: it has black bars beside it".formatted(part.name()));
    }
    Strand strand =
        stream(part, video.index())
            .then("scale=%d:%d".formatted(wide, high))
            .then("pad=%d:%d:(ow-iw)/2:(oh-ih)/2".formatted(like.width(), like.height()))
            .then(fps)
            .then("setsar=1")
            .then("format=yuv420p");
    return graph.pictures(strand);
  }

  private String sound(Optional<Strand> own, OptionalDouble length, int channels) {
    Strand strand = own.orElseGet(() -> graph.source(Tone.silence(length.orElseThrow(), channels)));
    return graph.sound(Tone.alike(strand, channels));
  }

  private static Strand stream(Part part, int index) {
    return new Strand("%d:%d".formatted(part.index(), index));
  }

  private OptionalDouble total(List<Part> parts) {
    double total = seconds.orElse(Double.NaN);
    for (Part part : parts) {
      total += part.seconds().orElse(Double.NaN);
    }
    return Double.isNaN(total) ? OptionalDouble.empty() : OptionalDouble.of(total);
  }
}
