package io.framewright.image.convert;

import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.Conversion.Refused;
import io.framewright.image.convert.Conversion.Unusable;
import io.framewright.image.vips.Vips;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsOperation;
import io.framewright.platform.errors.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Does image.convert: looks at the content, reads the header, plans, converts, and reads back what
 * it wrote. All colours come out as 8-bit sRGB or grey, without any metadata.
 *
 * <p>Safe for use by many threads; one conversion stays on its thread.
 */
public final class ImageConverter {

  private final Vips vips;
  private final Limits limits;
  private final PixelBudget budget;

  public ImageConverter(Vips vips, Limits limits, PixelBudget budget) {
    this.vips = vips;
    this.limits = limits;
    this.budget = budget;
  }

  /**
   * @param output the file to write; its folder exists
   * @throws InterruptedException while waiting for its share of memory
   */
  public Conversion convert(Path input, ConvertParams params, Path output)
      throws InterruptedException {
    long started = System.nanoTime();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment content = map(input, arena);
      if (content.byteSize() == 0) {
        return new Refused(ErrorCode.INPUT_CORRUPT, "the file is empty");
      }
      Optional<ImageFormat> format = formatOf(content);
      if (format.isEmpty()) {
        return new Refused(
            ErrorCode.UNSUPPORTED_MEDIA,
            "the content is none of jpeg, png, webp, gif, tiff and avif");
      }
      return convert(content, format.get(), params, output, started);
    }
  }

  private Conversion convert(
      MemorySegment content, ImageFormat format, ConvertParams params, Path output, long started)
      throws InterruptedException {
    Picture input;
    try {
      input = header(content, format);
    } catch (VipsException e) {
      return unreadable(format, content, e);
    }
    return switch (Plan.of(input, params, limits)) {
      case Plan.Refused(var code, var message) -> new Refused(code, message);
      case Plan.Feasible(var plan) -> {
        try (var _ = budget.take(input.stored().pixels() * plan.frames())) {
          yield run(content, input, plan, params.output(), output, started);
        }
      }
    };
  }

  private Conversion run(
      MemorySegment content,
      Picture input,
      Plan plan,
      ConvertParams.Output target,
      Path output,
      long started) {
    try (Pipeline pipeline = new Pipeline(vips, content, input, plan)) {
      pipeline.write(target, output);
    } catch (VipsException e) {
      return unreadable(input.format(), content, e);
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    return checked(input, plan, target.format(), output, seconds);
  }

  /** An engine that says it succeeded is believed only after its file says the same. */
  private Conversion checked(
      Picture input, Plan plan, ImageFormat format, Path file, double seconds) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment content = map(file, arena);
      Picture made = header(content, format);
      boolean asPlanned = made.stored().equals(plan.result()) && made.pages() == plan.frames();
      return asPlanned
          ? new Converted(input, made, file, plan.warnings(), seconds)
          : new Unusable(
              "planned %s with %d frames, but the file has %s with %d"
                  .formatted(plan.result(), plan.frames(), made.stored(), made.pages()));
    } catch (VipsException e) {
      return new Unusable("the file that was written cannot be read: " + e.getMessage());
    }
  }

  private Picture header(MemorySegment content, ImageFormat format) throws VipsException {
    try (VipsOperation load = vips.operation(format.loader())) {
      try (var image = load.buffer(content).runToImage()) {
        return Picture.of(format, image.header(), content.byteSize());
      }
    }
  }

  /** Our own look at the content and the engine's must agree. */
  private Optional<ImageFormat> formatOf(MemorySegment content) {
    long length = Math.min(content.byteSize(), ImageFormat.SNIFF_BYTES);
    byte[] head = content.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    return ImageFormat.sniff(head)
        .filter(format -> vips.loaderOf(content).filter(format.loaderClass()::equals).isPresent());
  }

  private static Refused unreadable(
      ImageFormat format, MemorySegment content, VipsException failure) {
    return Truncation.endsEarly(format, content)
        ? new Refused(
            ErrorCode.INPUT_TRUNCATED,
            "the %s file ends too early (%s)".formatted(format.word(), failure.getMessage()))
        : new Refused(
            ErrorCode.INPUT_CORRUPT,
            "the %s file is damaged (%s)".formatted(format.word(), failure.getMessage()));
  }

  private static MemorySegment map(Path file, Arena arena) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(file), e);
    }
  }
}
