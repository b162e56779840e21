package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.Step;
import io.framewright.transcoder.operation.Step.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The pictures on their way through the steps: the filters so far, and what size they leave. ffmpeg
 * has turned the picture upright before the first filter sees it.
 */
final class Film {

  private final boolean even;
  private final List<String> warnings = new ArrayList<>();
  private Strand strand;
  private PictureSize size;
  private int width;
  private int height;
  private boolean square;

  /**
   * @param from ffmpeg's stream
   * @param even whether sizes are kept even, as codecs want them
   */
  Film(Video source, String from, boolean even) {
    boolean upright = source.rotation() % 180 == 0;
    this.even = even;
    this.strand = new Strand(from);
    this.size = PictureSize.shown(source);
    this.width = upright ? source.width() : source.height();
    this.height = upright ? source.height() : source.width();
    this.square = Math.abs(source.sampleAspect() - 1) < 1e-6;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  Strand strand() {
    return strand;
  }

  /** Goes on with what some other filter made, in the same size. */
  void continueWith(Strand next) {
    strand = next;
  }

  void then(String filter) {
    strand.then(filter);
  }

  /** Makes pixels square, which everything but a change of size needs first. */
  void settle() {
    if (!square) {
      scale(size);
    }
  }

  void resize(Step.Resize resize) {
    boolean both = resize.width().isPresent() && resize.height().isPresent();
    warnOfOdd(resize.width());
    warnOfOdd(resize.height());
    fit(resize.width(), resize.height(), resize.fit());
    if (both && resize.fit() == Fit.COVER) {
      int wide = Math.min(side(resize.width().getAsInt()), width);
      int high = Math.min(side(resize.height().getAsInt()), height);
      cut(wide, high, (width - wide) / 2, (height - high) / 2);
    }
    if (both && resize.fit() == Fit.PAD) {
      lay(side(resize.width().getAsInt()), side(resize.height().getAsInt()), "black");
    }
  }

  /** Changes the size, without cutting anything off or adding anything. */
  void fit(OptionalInt wide, OptionalInt high, Fit fit) {
    scale(size.within(wide, high, fit));
  }

  private void scale(PictureSize target) {
    int wide = side(target.width());
    int high = side(target.height());
    if (wide != width || high != height || !square) {
      strand.then("scale=%d:%d".formatted(wide, high));
    }
    size = target;
    width = wide;
    height = high;
    square = true;
  }

  /** Why there is no such rectangle; empty if it was cut. */
  Optional<String> crop(Step.Crop crop) {
    settle();
    int x = crop.x().orElse((width - crop.width()) / 2);
    int y = crop.y().orElse((height - crop.height()) / 2);
    if (x < 0 || y < 0 || x + crop.width() > width || y + crop.height() > height) {
      return Optional.of(
          "the crop of %d x %d at %d,%d does not lie within the picture of %d x %d"
              .formatted(crop.width(), crop.height(), x, y, width, height));
    }
    cut(crop.width(), crop.height(), x, y);
    return Optional.empty();
  }

  private void cut(int wide, int high, int x, int y) {
    if (wide != width || high != height) {
      strand.then("crop=%d:%d:%d:%d:exact=1".formatted(wide, high, x, y));
      resized(wide, high);
    }
  }

  /** Why it cannot be laid on that area; empty if it was. */
  Optional<String> pad(Step.Pad pad) {
    settle();
    warnOfOdd(OptionalInt.of(pad.width()));
    warnOfOdd(OptionalInt.of(pad.height()));
    int wide = side(pad.width());
    int high = side(pad.height());
    int x = pad.x().orElse((wide - width) / 2);
    int y = pad.y().orElse((high - height) / 2);
    if (x < 0 || y < 0 || x + width > wide || y + height > high) {
      return Optional.of(
          "the picture of %d x %d at %d,%d does not lie within the area of %d x %d"
              .formatted(width, height, x, y, wide, high));
    }
    strand.then("pad=%d:%d:%d:%d:color=%s".formatted(wide, high, x, y, pad.color()));
    resized(wide, high);
    return Optional.empty();
  }

  private void lay(int wide, int high, String color) {
    if (wide > width || high > height) {
      strand.then(
          "pad=%d:%d:%d:%d:color=%s"
              .formatted(wide, high, (wide - width) / 2, (high - height) / 2, color));
      resized(wide, high);
    }
  }

  void rotate(int degrees) {
    settle();
    switch (degrees) {
      case 90 -> strand.then("transpose=clock");
      case 180 -> strand.then("hflip").then("vflip");
      case 270 -> strand.then("transpose=cclock");
      default -> throw new IllegalArgumentException("no quarter turn: %d".formatted(degrees));
    }
    if (degrees != 180) {
      int wide = width;
      width = height;
      height = wide;
      size = size.turned();
    }
  }

  /** Ends with square pixels, the format that is asked for and a size that it can hold. */
  void finish(String pixels) {
    settle();
    boolean halfWidth = !pixels.startsWith("yuv444");
    boolean halfHeight = pixels.startsWith("yuv420");
    int wide = halfWidth ? width - width % 2 : width;
    int high = halfHeight ? height - height % 2 : height;
    if (wide < 2 || high < 2) {
      wide = Math.max(2, wide);
      high = Math.max(2, high);
      strand.then("scale=%d:%d".formatted(wide, high));
      resized(wide, high);
    } else if (wide != width || high != height) {
      warnings.add(
          "the picture of %d x %d loses a line to become %d x %d: %s needs even sides"
              .formatted(width, height, wide, high, pixels));
      cut(wide, high, 0, 0);
    }
    strand.then("setsar=1").then("format=" + pixels);
  }

  private void resized(int wide, int high) {
    width = wide;
    height = high;
    size = new PictureSize(wide, high);
  }

  private int side(double length) {
    return even ? PictureSize.even(length) : PictureSize.whole(length);
  }

  private void warnOfOdd(OptionalInt side) {
    if (even && side.orElse(0) % 2 != 0) {
      warnings.add(
          "a side of %d pixels was asked for: codecs want even ones, so it may differ by one"
              .formatted(side.getAsInt()));
    }
  }
}
