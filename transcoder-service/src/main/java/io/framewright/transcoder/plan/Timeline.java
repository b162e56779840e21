package io.framewright.transcoder.plan;

import static io.framewright.platform.errors.ErrorCode.INVALID_OPERATION;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.Step;
import io.framewright.transcoder.operation.StreamChoice;
import io.framewright.transcoder.plan.Planned.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the steps make of the inputs: a filter graph, and the part of the main input that is read.
 * Trims cost nothing as long as no step before them hangs on time: then the input is read from
 * there on.
 */
final class Timeline {

  private final Sources sources;
  private final EncodeSettings settings;
  private final Shape shape;
  private final FilterGraph graph = new FilterGraph();
  private final List<Source> files = new ArrayList<>();
  private final Map<Path, String> notes = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final Optional<Film> film;
  private Optional<Tone> tone;
  private Span span = Span.WHOLE;
  private boolean seekable = true;
  private OptionalDouble seconds;
  private Optional<Refused> refused = Optional.empty();
  private Optional<Step.Normalize> unheard = Optional.empty();

  /**
   * What is wanted of the inputs.
   *
   * @param fps frames a second; as they come if empty
   * @param even whether sizes are kept even
   * @param heard how loud the sound is, if that was found out; within: empty for silence
   * @param folder for small files
   */
  record Shape(
      StreamChoice streams,
      boolean video,
      boolean audio,
      OptionalDouble fps,
      boolean even,
      Optional<Optional<Loudness>> heard,
      Path folder) {

    Shape soundOnly() {
      return new Shape(streams, false, audio, fps, even, heard, folder);
    }

    Shape having(Optional<Loudness> loudness) {
      return new Shape(streams, video, audio, fps, even, Optional.of(loudness), folder);
    }
  }

  Timeline(Sources sources, EncodeSettings settings, Shape shape) {
    this.sources = sources;
    this.settings = settings;
    this.shape = shape;
    Streams used = Streams.of(sources.main().media(), shape.streams());
    files.add(sources.main());
    this.film =
        used.video()
            .filter(_ -> shape.video())
            .map(video -> new Film(video, "0:" + video.index(), shape.even()));
    this.tone =
        used.audio().filter(_ -> shape.audio()).map(audio -> new Tone(audio, "0:" + audio.index()));
    this.seconds = used.seconds(sources.main().media(), film.isPresent(), tone.isPresent());
    film.ifPresent(
        pictures -> shape.fps().ifPresent(fps -> pictures.then("fps=" + Seconds.text(fps))));
  }

  /** Does the steps in order, up to the first that cannot be done. */
  Timeline apply(List<Step> steps) {
    for (Step step : steps) {
      if (refused.isPresent() || unheard.isPresent()) {
        break;
      }
      apply(step);
      film.filter(this::tooLarge)
          .ifPresent(pictures ->
              refuse(
                  ErrorCode.TOO_MANY_PIXELS,
                  "the steps make a picture of %d x %d, a side may have at most %d"
                      .formatted(pictures.width(), pictures.height(), settings.maxSide())));
    }
    return this;
  }

  private boolean tooLarge(Film pictures) {
    return Math.max(pictures.width(), pictures.height()) > settings.maxSide();
  }

  private void apply(Step step) {
    switch (step) {
      case Step.Trim trim -> trim(trim);
      case Step.Concat concat -> concat(concat);
      case Step.Normalize wish -> tone.ifPresent(sound -> normalize(wish, sound));
      case Step.Resize resize -> film.ifPresent(pictures -> pictures.resize(resize));
      case Step.Crop crop -> film.flatMap(pictures -> pictures.crop(crop)).ifPresent(this::refuse);
      case Step.Pad pad -> film.flatMap(pictures -> pictures.pad(pad)).ifPresent(this::refuse);
      case Step.Rotate rotate -> {
        if (!rotate.tagOnly()) {
          film.ifPresent(pictures -> pictures.rotate(rotate.degrees()));
        }
      }
      case Step.Flip flip ->
          film.ifPresent(pictures -> pictures.then(flip.horizontal() ? "hflip" : "vflip"));
      case Step.Filter filter -> film.ifPresent(pictures -> pictures.then(Overlays.filter(filter)));
      case Step.Watermark watermark -> {
        seekable &= watermark.when().always();
        film.ifPresent(pictures -> watermark(watermark, pictures));
      }
      case Step.Text text -> {
        seekable &= text.when().always();
        film.ifPresent(pictures -> text(text, pictures));
      }
    }
  }

  private void trim(Step.Trim trim) {
    if (seconds.isPresent() && trim.start() >= seconds.getAsDouble()) {
      refuse(
          "the trim starts at %s s, but what is left lasts %s s"
              .formatted(Seconds.text(trim.start()), Seconds.text(seconds.getAsDouble())));
      return;
    }
    if (seconds.isPresent() && trim.start() + trim.duration() > seconds.getAsDouble() + 0.5) {
      warnings.add("the input ends before the trim does: the result is shorter than asked");
    }
    if (seekable) {
      span = span.trimmed(trim);
    } else {
      String part =
          "trim=start=%s:duration=%s"
              .formatted(Seconds.text(trim.start()), Seconds.text(trim.duration()));
      film.ifPresent(pictures -> pictures.strand().then(part).then("setpts=PTS-STARTPTS"));
      tone.ifPresent(sound -> sound.strand().then("a" + part).then("asetpts=PTS-STARTPTS"));
    }
    double rest = seconds.orElse(Double.POSITIVE_INFINITY) - trim.start();
    seconds = OptionalDouble.of(Math.min(rest, trim.duration()));
  }

  private void concat(Step.Concat step) {
    seekable = false;
    Joining joining = new Joining(sources, graph, shape, seconds);
    List<Joining.Part> parts = new ArrayList<>();
    for (String input : step.inputs()) {
      Optional<Source> source = sources.named(input);
      if (source.isEmpty()) {
        refuse("there is no input '%s' to append".formatted(input));
        return;
      }
      parts.add(new Joining.Part(input, source.get(), open(source.get())));
    }
    switch (joining.join(film, tone, parts)) {
      case Joining.Joined.Impossible(var why) -> refuse(why);
      case Joining.Joined.One one -> {
        tone = one.tone();
        seconds = one.seconds();
        warnings.addAll(one.warnings());
      }
    }
  }

  private void normalize(Step.Normalize wish, Tone sound) {
    seekable = false;
    if (shape.heard().isEmpty()) {
      unheard = Optional.of(wish);
      return;
    }
    Optional<Loudness> heard = shape.heard().get();
    if (heard.isEmpty()) {
      warnings.add("the sound is silent: its loudness stays as it is");
      return;
    }
    sound.strand().then(Tone.normalizing(wish, heard.get())).then("aresample=48000");
  }

  private void watermark(Step.Watermark step, Film pictures) {
    Optional<Source> source = sources.named(step.input());
    Optional<Video> picture =
        source.flatMap(mark -> Streams.of(mark.media(), StreamChoice.PLAYERS).video());
    if (picture.isEmpty()) {
      refuse("the input '%s' has no picture to lay over the film".formatted(step.input()));
      return;
    }
    pictures.settle();
    int wide = PictureSize.whole(pictures.width() * step.scale());
    PictureSize shown = PictureSize.shown(picture.get());
    int high = PictureSize.whole(wide * shown.height() / shown.width());
    Strand mark =
        new Strand("%d:%d".formatted(open(source.orElseThrow()), picture.get().index()))
            .then("format=rgba")
            .then("scale=%d:%d".formatted(wide, high))
            .then("colorchannelmixer=aa=" + Seconds.text(step.opacity()));
    List<String> both = List.of(graph.pictures(pictures.strand()), graph.pictures(mark));
    pictures.continueWith(graph.join(both, Overlays.picture(step.place(), step.when())));
  }

  private void text(Step.Text step, Film pictures) {
    Optional<Path> font = settings.engine().font();
    if (font.isEmpty()) {
      refuse(
          "this worker has no font to write with: install fonts-dejavu-core, or name a font with"
              + " framewright.transcoder.font");
      return;
    }
    pictures.settle();
    Path note = shape.folder().resolve("text-%d.txt".formatted(notes.size() + 1));
    notes.put(note, step.text());
    int size = step.size().orElse(Math.max(8, pictures.height() / 20));
    pictures.then(Overlays.text(step, note, font.get(), size));
  }

  private int open(Source source) {
    files.add(source);
    return files.size() - 1;
  }

  private void refuse(String message) {
    refuse(INVALID_OPERATION, message);
  }

  private void refuse(ErrorCode code, String message) {
    refused = refused.or(() -> Optional.of(new Refused(code, message)));
  }

  Optional<Refused> refused() {
    return refused;
  }

  /** The step that must know first how loud the sound is; nothing after it is done yet. */
  Optional<Step.Normalize> unheard() {
    return unheard;
  }

  Optional<Film> film() {
    return film;
  }

  Optional<Tone> tone() {
    return tone;
  }

  FilterGraph graph() {
    return graph;
  }

  /** How long the result is, as far as the inputs say. */
  OptionalDouble seconds() {
    return seconds;
  }

  Map<Path, String> notes() {
    return notes;
  }

  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    film.ifPresent(pictures -> all.addAll(pictures.warnings()));
    return all;
  }

  /**
   * ffmpeg's arguments up to the one strand of the graph that is taken.
   *
   * @param later seconds into the result to begin at; only for timelines that are {@link #seekable}
   */
  List<String> taking(String label, double later) {
    return Arguments.of(
        CommonArguments.general(),
        inputs(later),
        CommonArguments.graph(graph),
        List.of("-map", "[" + label + "]"));
  }

  /** The inputs for ffmpeg, in the order in which the graph counts them. */
  List<String> inputs() {
    return inputs(0);
  }

  /**
   * The same, from {@code later} seconds into the result on; for timelines that are {@link
   * #seekable}.
   */
  List<String> inputs(double later) {
    List<String> arguments = new ArrayList<>();
    Span read = span.from(later);
    for (Source file : files) {
      Span part = arguments.isEmpty() ? read : Span.WHOLE;
      arguments.addAll(
          CommonArguments.input(file, settings.threads(), part.start(), part.length()));
    }
    return arguments;
  }

  /** Whether frames of the result can be reached by reading the input from there on. */
  boolean seekable() {
    return seekable;
  }
}
