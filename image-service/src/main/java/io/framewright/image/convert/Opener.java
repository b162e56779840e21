package io.framewright.image.convert;

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

/** Looks at files before anything of them is decoded: by content, then by header. */
record Opener(Vips vips, Limits limits) {

  /**
   * @param file is mapped into memory: whoever shortened it meanwhile would crash this process
   * @throws InfeasibleException if it is no picture that is read here
   */
  Source open(Path file, Arena arena) throws InfeasibleException {
    MemorySegment content = map(file, arena);
    if (content.byteSize() == 0) {
      throw new InfeasibleException(ErrorCode.INPUT_CORRUPT, "the file is empty");
    }
    ImageFormat format = ImageFormat.sniff(head(content)).orElseThrow(Opener::unsupported);
    DecodingCost.refuseDear(format, content, limits);
    MemorySegment decodable = format == ImageFormat.BMP ? bitmap(content, arena) : content;
    Picture picture;
    try {
      picture = header(decodable, format, content.byteSize());
    } catch (VipsException e) {
      throw unreadable(format, content, e);
    }
    if (!vips.loaderOf(decodable).equals(Optional.of(format.loaderClass()))) {
      // Later operations let libvips choose the loader, and it would choose another one.
      throw unsupported();
    }
    return new Source(picture, decodable);
  }

  private MemorySegment bitmap(MemorySegment content, Arena arena) throws InfeasibleException {
    try {
      Bmp bmp = Bmp.of(content);
      if (!limits.allows(bmp.size(), 1)) {
        throw new InfeasibleException(
            ErrorCode.TOO_MANY_PIXELS,
            "the picture is %s; %s are taken".formatted(bmp.size(), limits.inWords()));
      }
      return bmp.asTiff(arena);
    } catch (Bmp.DamagedException e) {
      throw new InfeasibleException(
          e.endsEarly() ? ErrorCode.INPUT_TRUNCATED : ErrorCode.INPUT_CORRUPT,
          e.endsEarly()
              ? "the bmp file ends too early (%s)".formatted(e.getMessage())
              : "the bmp file cannot be decoded: it is damaged or of a rare kind (%s)"
                  .formatted(e.getMessage()));
    }
  }

  /** What the header of a file of this format says. */
  Picture header(MemorySegment content, ImageFormat format, long bytes) throws VipsException {
    try (VipsOperation load = vips.operation(format.loader())) {
      try (var image = load.buffer(content).runToImage()) {
        return Picture.of(format, image, bytes);
      }
    }
  }

  static InfeasibleException unreadable(
      ImageFormat format, MemorySegment content, VipsException failure) {
    return Truncation.endsEarly(format, content)
        ? new InfeasibleException(
            ErrorCode.INPUT_TRUNCATED,
            "the %s file ends too early (%s)".formatted(format.word(), failure.getMessage()))
        : new InfeasibleException(
            ErrorCode.INPUT_CORRUPT,
            "the %s file cannot be decoded: it is damaged or of a rare kind (%s)"
                .formatted(format.word(), failure.getMessage()));
  }

  private static InfeasibleException unsupported() {
    return new InfeasibleException(
        ErrorCode.UNSUPPORTED_MEDIA,
        "the content is none of jpeg, png, webp, gif, tiff, avif, heic, jxl and bmp");
  }

  private static byte[] head(MemorySegment content) {
    long length = Math.min(content.byteSize(), ImageFormat.SNIFF_BYTES);
    return content.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  private static MemorySegment map(Path file, Arena arena) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(file), e);
    }
  }
}
