package io.framewright.image.convert;

import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.Conversion.NoSpace;
import io.framewright.image.convert.Conversion.Unusable;
import io.framewright.image.convert.ConvertParams.Rendition;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.convert.Pipeline.Blueprint;
import io.framewright.image.vips.Vips;
import io.framewright.image.vips.VipsException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Does image.convert: looks at the content, reads the header, plans, converts, and reads back what
 * it wrote. All colours come out as 8-bit sRGB or grey.
 *
 * <p>Safe for use by many threads; one conversion stays on its thread.
 */
public final class ImageConverter {

  /** Below this, a failed write is the disk's fault. */
  private static final long LEAST_DISK = 16L << 20;

  private static final String INPUT = "input";

  /** GIF counts in hundredths of a second. */
  private static final long ROUNDED_MILLIS = 10;

  private final Vips vips;
  private final Limits limits;
  private final PixelBudget budget;
  private final Opener opener;

  public ImageConverter(Vips vips, Limits limits, PixelBudget budget) {
    this.vips = vips;
    this.limits = limits;
    this.budget = budget;
    this.opener = new Opener(vips, limits);
  }

  /**
   * What there is to convert.
   *
   * @param inputs files by name; "input" is the picture itself, the others are watermarks
   * @param autoOrient turn the picture as its EXIF orientation says
   * @param abort ends it from another thread
   */
  public record Work(Map<String, Path> inputs, boolean autoOrient, Abort abort) {
    public Work {
      inputs = Map.copyOf(inputs);
      Objects.requireNonNull(inputs.get(INPUT), "there is no input");
    }
  }

  /** Makes the first rendition of one picture. */
  public Conversion convert(Path input, ConvertParams params, Path output)
      throws InterruptedException {
    Work work = new Work(Map.of(INPUT, input), params.autoOrient(), new Abort());
    return convert(work, params.main(), output);
  }

  /**
   * @param output the file to write, another one; its folder exists
   * @throws InterruptedException while waiting for its share of memory
   */
  public Conversion convert(Work work, Rendition rendition, Path output)
      throws InterruptedException {
    if (work.inputs().containsValue(output)) {
      throw new IllegalArgumentException("%s cannot be its own output".formatted(output));
    }
    try (Arena arena = Arena.ofConfined()) {
      Map<String, Source> sources = open(work, rendition, arena);
      Source source = Objects.requireNonNull(sources.get(INPUT));
      Plan plan = Plan.of(source.picture(), work.autoOrient(), rendition, limits);
      try (var _ = budget.take(plan.pixels())) {
        Blueprint blueprint =
            new Blueprint(source, plan, limits, new Watermarks(sources), work.abort());
        return run(blueprint, rendition.encoding(), output);
      }
    } catch (InfeasibleException e) {
      return e.refused();
    } finally {
      // What libvips merely warned of stays in its buffer, and would turn up in the next failure.
      vips.forgetErrors();
    }
  }

  /** What looking at a picture gave. */
  public sealed interface Looked<T> {}

  /** It was seen. */
  public record Seen<T>(T what) implements Looked<T> {}

  /** It cannot be seen, and never will. */
  public record NotSeen<T>(Conversion.Refused why) implements Looked<T> {}

  /** What is wanted of a picture. */
  @FunctionalInterface
  public interface Look<T> {
    T at(Eye eye) throws VipsException;
  }

  /** Looks at a picture without making another one. */
  public <T> Looked<T> look(Path input, Look<T> look) throws InterruptedException {
    try (Arena arena = Arena.ofConfined()) {
      Source source = opener.open(input, arena);
      Plan.refuseTooLarge(source.picture(), 1, limits);
      try (var _ = budget.take(source.picture().stored().pixels());
          Eye eye = Eye.on(vips, source)) {
        return new Seen<>(look.at(eye));
      } catch (VipsException e) {
        throw Opener.unreadable(source.picture().format(), source.content(), e);
      }
    } catch (InfeasibleException e) {
      return new NotSeen<>(e.refused());
    } finally {
      vips.forgetErrors();
    }
  }

  /** The picture, and the watermarks that this rendition needs. */
  private Map<String, Source> open(Work work, Rendition rendition, Arena arena)
      throws InfeasibleException {
    Map<String, Source> sources = new HashMap<>();
    sources.put(INPUT, opener.open(Objects.requireNonNull(work.inputs().get(INPUT)), arena));
    for (Step step : rendition.steps()) {
      if (step instanceof Step.ImageMark(var name, _) && work.inputs().containsKey(name)) {
        Source overlay = opener.open(Objects.requireNonNull(work.inputs().get(name)), arena);
        Plan.refuseTooLarge(overlay.picture(), 1, limits);
        sources.put(name, overlay);
      }
    }
    return sources;
  }

  private Conversion run(Blueprint blueprint, Encoding encoding, Path output)
      throws InfeasibleException {
    Plan plan = blueprint.plan();
    List<String> warnings = new ArrayList<>(plan.warnings());
    Size size;
    try {
      size = write(blueprint, encoding, output, warnings);
    } catch (VipsException e) {
      if (blueprint.abort().happened()) {
        return new Conversion.Aborted();
      }
      if (!decodes(blueprint.withoutSteps())) {
        Source source = blueprint.source();
        throw Opener.unreadable(source.picture().format(), source.content(), e);
      }
      return unwritten(output, e);
    }
    return checked(blueprint, size, warnings, output);
  }

  /** Gives the size of what came out. */
  private Size write(Blueprint blueprint, Encoding encoding, Path output, List<String> warnings)
      throws VipsException, InfeasibleException {
    Tolerance first = Tolerance.firstFor(blueprint.source().picture().format());
    try {
      return write(blueprint, first, encoding, output, warnings);
    } catch (VipsException strict) {
      if (!Tolerance.isOddity(strict)) {
        throw strict;
      }
      // Second try, for files that are odd but whole.
      Size size = write(blueprint, Tolerance.ODDITIES, encoding, output, warnings);
      warnings.add("the file is not quite in order (%s)".formatted(strict.getMessage()));
      return size;
    }
  }

  private Size write(
      Blueprint blueprint,
      Tolerance tolerance,
      Encoding encoding,
      Path output,
      List<String> warnings)
      throws VipsException, InfeasibleException {
    try (Pipeline pipeline = Pipeline.of(vips, blueprint, tolerance)) {
      Size size = pipeline.size();
      pipeline.write(encoding, output);
      warnings.addAll(pipeline.warnings());
      return size;
    }
  }

  /** Whether the input is innocent of a failure: asked only then, for it costs a whole decode. */
  private boolean decodes(Blueprint blueprint) throws InfeasibleException {
    Tolerance first = Tolerance.firstFor(blueprint.source().picture().format());
    try (Pipeline pipeline = Pipeline.of(vips, blueprint, first)) {
      pipeline.drain();
      return true;
    } catch (VipsException e) {
      return false;
    }
  }

  private static Conversion unwritten(Path output, VipsException failure) {
    long usable = output.resolveSibling(".").toFile().getUsableSpace();
    return usable < LEAST_DISK
        ? new NoSpace("only %d bytes are free for the output".formatted(usable))
        : new Unusable("the output cannot be written (%s)".formatted(failure.getMessage()));
  }

  /** Encoders make one frame of several that are alike; the time that it is shown tells. */
  private static boolean hasFrames(Picture made, Blueprint blueprint) {
    int planned = blueprint.plan().frames();
    long lost = blueprint.source().picture().millis() - made.millis();
    return made.pages() == planned
        || (made.pages() < planned
            && (made.pages() == 1 || Math.abs(lost) <= (long) planned * ROUNDED_MILLIS));
  }

  /** An engine that says it succeeded is believed only after its file says the same. */
  private Conversion checked(Blueprint blueprint, Size size, List<String> warnings, Path file) {
    Plan plan = blueprint.plan();
    try (Arena arena = Arena.ofConfined()) {
      Picture made = opener.open(file, arena).picture();
      boolean asPlanned =
          made.format() == plan.target()
              && made.stored().equals(size)
              && hasFrames(made, blueprint);
      if (made.pages() < plan.frames() && made.pages() == 1) {
        warnings.add("all frames came out alike, so there is one");
      }
      return asPlanned
          ? new Converted(blueprint.source().picture(), made, file, warnings)
          : new Unusable(
              "planned %s of %s with %d frames, but the file is %s of %s with %d"
                  .formatted(
                      plan.target(),
                      size,
                      plan.frames(),
                      made.format(),
                      made.stored(),
                      made.pages()));
    } catch (InfeasibleException e) {
      return new Unusable("the file that was written cannot be read: " + e.getMessage());
    }
  }
}
