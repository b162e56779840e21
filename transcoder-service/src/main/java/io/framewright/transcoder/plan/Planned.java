package io.framewright.transcoder.plan;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.engine.Accelerator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** What comes of planning. */
public sealed interface Planned {

  /** It cannot be done with this input or these parameters. */
  record Refused(ErrorCode code, String message) implements Planned {}

  /**
   * Runs of ffmpeg, one after the other, and what they leave.
   *
   * @param notes small text files that are there before the first run
   * @param warnings what will be otherwise than asked, in words
   * @param hardware what encodes instead of the processor
   */
  record Work(
      List<Run> runs,
      List<Product> products,
      Map<Path, String> notes,
      List<String> warnings,
      Optional<Accelerator> hardware)
      implements Planned {
    public Work {
      runs = List.copyOf(runs);
      products = List.copyOf(products);
      notes = Map.copyOf(notes);
      warnings = List.copyOf(warnings);
    }

    Work(List<Run> runs, List<Product> products, Map<Path, String> notes, List<String> warnings) {
      this(runs, products, notes, warnings, Optional.empty());
    }

    /** The same, done by graphics hardware. */
    Work on(Accelerator accelerator) {
      return new Work(runs, products, notes, warnings, Optional.of(accelerator));
    }
  }

  /** The sound is listened to first: how loud it is decides the rest. */
  record Listen(Run run, Function<Optional<Loudness>, Planned> then) implements Planned {}

  /** One way is tried, and another where it fails. */
  record Attempt(Work first, Trouble trouble, Work instead) implements Planned {}

  /** What makes another way worth trying. */
  enum Trouble {
    /** Graphics hardware did not encode; the processor does. */
    HARDWARE_FAILED,
    /** Nothing was there to be decoded. */
    NOTHING_THERE
  }

  /**
   * One run of ffmpeg.
   *
   * @param arguments all after the program's name
   * @param watched the file that grows meanwhile
   * @param seconds of film that it goes through, where known
   */
  record Run(List<String> arguments, Path watched, OptionalDouble seconds) {
    public Run {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A file that is to be there in the end.
   *
   * @param demuxer ffmpeg's demuxer that reads it back; empty for what ffmpeg does not read
   */
  record Product(Path file, String contentType, Optional<String> demuxer, Expected expected) {

    /** The output's name within the job. */
    public String name() {
      return String.valueOf(file.getFileName());
    }
  }

  /**
   * What an output must be.
   *
   * @param seconds how long; empty where the input does not say or the output is a picture
   * @param certain whether a shorter output proves that the input is cut
   */
  record Expected(
      OptionalDouble seconds, boolean certain, Optional<Picture> picture, Optional<Sound> sound) {

    /** Nothing more than that it is there. */
    static Expected present() {
      return new Expected(OptionalDouble.empty(), false, Optional.empty(), Optional.empty());
    }

    /** A picture that stands still. */
    static Expected still(Picture picture) {
      return new Expected(OptionalDouble.empty(), false, Optional.of(picture), Optional.empty());
    }
  }

  /** The pictures that the output must have, as shown. */
  record Picture(String codec, int width, int height) {}

  /** The sound that the output must have. */
  record Sound(String codec, OptionalInt channels) {}
}
