package io.framewright.image.convert;

import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.Conversion.NoSpace;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does image.convert: looks at the content, reads the header, plans, converts, and reads back what
 * it wrote. All colours come out as 8-bit sRGB or grey, without any metadata.
 *
 * <p>Safe for use by many threads; one conversion stays on its thread.
 */
public final class ImageConverter {

  /** Below this, a failed write is the disk's fault. */
  private static final long LEAST_DISK = 16L << 20;

  private final Vips vips;
  private final Limits limits;
  private final PixelBudget budget;

  public ImageConverter(Vips vips, Limits limits, PixelBudget budget) {
    this.vips = vips;
    this.limits = limits;
    this.budget = budget;
  }

  /**
   * @param input is mapped into memory: whoever shortened it meanwhile would crash this process
   * @param output the file to write, another one; its folder exists
   * @throws InterruptedException while waiting for its share of memory
   */
  public Conversion convert(Path input, ConvertParams params, Path output)
      throws InterruptedException {
    if (input.equals(output)) {
      throw new IllegalArgumentException("%s cannot be its own output".formatted(input));
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment content = map(input, arena);
      if (content.byteSize() == 0) {
        return new Refused(ErrorCode.INPUT_CORRUPT, "the file is empty");
      }
      Optional<ImageFormat> format = ImageFormat.sniff(head(content));
      return format.isEmpty() ? unsupported() : convert(content, format.get(), params, output);
    } finally {
      // What libvips merely warned of stays in its buffer, and would turn up in the next failure.
      vips.forgetErrors();
    }
  }

  private Conversion convert(
      MemorySegment content, ImageFormat format, ConvertParams params, Path output)
      throws InterruptedException {
    Picture input;
    try {
      input = header(content, format);
    } catch (VipsException e) {
      return unreadable(format, content, e);
    }
    if (!vips.loaderOf(content).equals(Optional.of(format.loaderClass()))) {
      // Later operations let libvips choose the loader, and it would choose another one.
      return unsupported();
    }
    return switch (Plan.of(input, params, limits)) {
      case Plan.Refused(var code, var message) -> new Refused(code, message);
      case Plan.Feasible(var plan) -> {
        try (var _ = budget.take(input.stored().pixels() * plan.frames())) {
          yield run(content, input, plan, params.output(), output);
        }
      }
    };
  }

  private Conversion run(
      MemorySegment content, Picture input, Plan plan, ConvertParams.Output target, Path output) {
    Tolerance first = Tolerance.firstFor(input.format());
    List<String> warnings = new ArrayList<>(plan.warnings());
    try {
      try (Pipeline pipeline = new Pipeline(vips, content, input, plan, first)) {
        pipeline.write(target, output);
        warnings.addAll(pipeline.warnings());
      } catch (VipsException strict) {
        warnings.addAll(writeAnyway(content, input, plan, target, output, strict));
      }
    } catch (VipsException e) {
      return decodes(content, input, plan)
          ? unwritten(output, e)
          : unreadable(input.format(), content, e);
    }
    return checked(input, plan, warnings, target.format(), output);
  }

  /** Second try, for files that are odd but whole; gives the warnings. */
  private List<String> writeAnyway(
      MemorySegment content,
      Picture input,
      Plan plan,
      ConvertParams.Output target,
      Path output,
      VipsException strict)
      throws VipsException {
    if (!Tolerance.isOddity(strict)) {
      throw strict;
    }
    try (Pipeline pipeline = new Pipeline(vips, content, input, plan, Tolerance.ODDITIES)) {
      pipeline.write(target, output);
      List<String> warnings = new ArrayList<>(pipeline.warnings());
      warnings.add("the file is not quite in order (%s)".formatted(strict.getMessage()));
      return warnings;
    }
  }

  /** Whether the input is innocent of a failure: asked only then, for it costs a whole decode. */
  private boolean decodes(MemorySegment content, Picture input, Plan plan) {
    Tolerance first = Tolerance.firstFor(input.format());
    try (Pipeline pipeline = new Pipeline(vips, content, input, plan, first)) {
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

  /** An engine that says it succeeded is believed only after its file says the same. */
  private Conversion checked(
      Picture input, Plan plan, List<String> warnings, ImageFormat format, Path file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment content = map(file, arena);
      Picture made = header(content, format);
      boolean asPlanned = made.stored().equals(plan.result()) && made.pages() == plan.frames();
      return asPlanned
          ? new Converted(input, made, file, warnings)
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

  private static byte[] head(MemorySegment content) {
    long length = Math.min(content.byteSize(), ImageFormat.SNIFF_BYTES);
    return content.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  private static Refused unsupported() {
    return new Refused(
        ErrorCode.UNSUPPORTED_MEDIA, "the content is none of jpeg, png, webp, gif, tiff and avif");
  }

  private static Refused unreadable(
      ImageFormat format, MemorySegment content, VipsException failure) {
    return Truncation.endsEarly(format, content)
        ? new Refused(
            ErrorCode.INPUT_TRUNCATED,
            "the %s file ends too early (%s)".formatted(format.word(), failure.getMessage()))
        : new Refused(
            ErrorCode.INPUT_CORRUPT,
            "the %s file cannot be decoded: it is damaged or of a rare kind (%s)"
                .formatted(format.word(), failure.getMessage()));
  }

  private static MemorySegment map(Path file, Arena arena) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(file), e);
    }
  }
}
