package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.Vips;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import io.framewright.platform.errors.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes pictures.
 *
 * @param frame size of one frame
 * @param animated whether the picture has several, one below the other
 */
record Encoder(Vips vips, ImageFormat format, Size frame, boolean animated) {

  /**
   * Writes {@code image} with its quality lowered until it fits, where that is asked for.
   *
   * @throws InfeasibleException if it does not fit at any quality
   */
  void write(VipsImage image, Encoding encoding, Path file)
      throws VipsException, InfeasibleException {
    if (encoding.maxBytes().isEmpty()) {
      save(image, encoding, file);
      return;
    }
    long most = encoding.maxBytes().getAsLong();
    try (VipsImage pixels = image.inMemory()) {
      int best = encoding.quality().orElse(format.quality());
      if (sizeAt(best, pixels, encoding, file) <= most) {
        return;
      }
      best = bestThatFits(best - 1, most, pixels, encoding, file);
      save(pixels, encoding.withQuality(best), file);
    }
  }

  /** The highest quality up to {@code high} whose file is small enough. */
  private int bestThatFits(int high, long most, VipsImage pixels, Encoding encoding, Path file)
      throws VipsException, InfeasibleException {
    long smallest = sizeAt(1, pixels, encoding, file);
    if (high < 1 || smallest > most) {
      throw new InfeasibleException(
          ErrorCode.INVALID_OUTPUT,
          "even at the lowest quality the %s has %d bytes, and max_bytes is %d; make it smaller first"
              .formatted(format.word(), smallest, most));
    }
    int fits = 1;
    int last = high;
    while (fits < last) {
      int middle = (fits + last + 1) / 2;
      if (sizeAt(middle, pixels, encoding, file) <= most) {
        fits = middle;
      } else {
        last = middle - 1;
      }
    }
    return fits;
  }

  private long sizeAt(int quality, VipsImage pixels, Encoding encoding, Path file)
      throws VipsException {
    save(pixels, encoding.withQuality(quality), file);
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot see how large %s is".formatted(file), e);
    }
  }

  private void save(VipsImage image, Encoding encoding, Path file) throws VipsException {
    if (format == ImageFormat.BMP) {
      saveBitmap(image, file);
      return;
    }
    try (VipsOperation save = vips.operation(format.saver())) {
      save.in(image).setAll(SaveOptions.of(format, encoding)).set("filename", file);
      if (animated) {
        save.set("page_height", frame.height());
      }
      save.run();
    }
  }

  private void saveBitmap(VipsImage image, Path file) throws VipsException {
    Path raw = file.resolveSibling(file.getFileName() + ".raw");
    try {
      try (VipsOperation save = vips.operation(format.saver())) {
        save.in(image).set("filename", raw).run();
      }
      BmpWriter.write(raw, frame.width(), frame.height(), image.header().bands(), file);
      Files.deleteIfExists(raw);
    } catch (IOException e) {
      throw new VipsException("bmpsave", "the bitmap cannot be written: " + e.getMessage());
    }
  }
}
