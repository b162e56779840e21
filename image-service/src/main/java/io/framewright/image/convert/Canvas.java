package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.Interpretation;
import io.framewright.image.vips.Vips;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A picture on its way: a chain of libvips images for each frame. Nothing is computed until
 * somebody asks for pixels. Closing releases all images, the last one first.
 */
final class Canvas implements AutoCloseable {

  private final Vips vips;
  private final Deque<VipsImage> images = new ArrayDeque<>();
  private List<VipsImage> frames = List.of();
  private boolean inMemory;
  private volatile boolean aborted;

  Canvas(Vips vips) {
    this.vips = vips;
  }

  Vips vips() {
    return vips;
  }

  /** One image that stands in for all frames. */
  VipsImage first() {
    return frames.getFirst();
  }

  /** Of one frame. */
  Size size() {
    return new Size(first().header().width(), first().header().height());
  }

  boolean hasAlpha() {
    return first().header().hasAlpha();
  }

  /** Takes a decoded picture: one frame, or some that lie one below the other. */
  void take(VipsImage decoded, int count) throws VipsException {
    frames = List.of(keep(decoded));
    if (count > 1) {
      int width = decoded.header().width();
      int height = decoded.header().height() / count;
      List<VipsImage> each = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        each.add(cut(decoded, 0, i * height, new Size(width, height)));
      }
      frames = List.copyOf(each);
    }
  }

  /** Closes an image together with this canvas. */
  VipsImage keep(VipsImage image) {
    synchronized (images) {
      images.push(image);
    }
    if (aborted) {
      image.kill();
    }
    return image;
  }

  /** What becomes of one frame. */
  @FunctionalInterface
  interface Change {
    VipsImage of(VipsImage frame) throws VipsException;
  }

  void each(Change change) throws VipsException {
    List<VipsImage> changed = new ArrayList<>();
    for (VipsImage frame : frames) {
      changed.add(keep(change.of(frame)));
    }
    frames = List.copyOf(changed);
  }

  /** Does an operation with one picture in and one out to each frame. */
  void each(String operation, Map<String, ?> arguments) throws VipsException {
    each(frame -> run(operation, frame, arguments));
  }

  /** An operation on one picture; the caller keeps the result. */
  VipsImage run(String operation, VipsImage image, Map<String, ?> arguments) throws VipsException {
    try (VipsOperation next = vips.operation(operation)) {
      next.in(image);
      for (var argument : arguments.entrySet()) {
        next.set(argument.getKey(), argument.getValue());
      }
      return next.runToImage();
    }
  }

  /** Pictures side by side in their bands: colours and an alpha channel. */
  VipsImage bands(VipsImage colours, VipsImage alpha) throws VipsException {
    try (VipsOperation join = vips.operation("bandjoin")) {
      return join.in(List.of(colours, alpha)).runToImage();
    }
  }

  void cut(int left, int top, Size size) throws VipsException {
    if (!size.equals(size())) {
      each(frame -> cut(frame, left, top, size));
    }
  }

  private VipsImage cut(VipsImage from, int left, int top, Size size) throws VipsException {
    try (VipsOperation extract = vips.operation("extract_area")) {
      extract
          .image("input", from)
          .set("left", left)
          .set("top", top)
          .set("width", size.width())
          .set("height", size.height());
      return keep(extract.runToImage());
    }
  }

  /** For what reads pixels in another order than from the top. */
  void intoMemory() throws VipsException {
    if (!inMemory) {
      each(VipsImage::inMemory);
      inMemory = true;
    }
  }

  /** 8 bits, three colours, perhaps alpha. */
  void toRgb() throws VipsException {
    if (first().header().interpretation() != Interpretation.SRGB) {
      each("colourspace", Map.of("space", "srgb"));
    }
  }

  void addAlpha() throws VipsException {
    if (!hasAlpha()) {
      toRgb();
      each("bandjoin_const", Map.of("c", 255));
    }
  }

  /** Does something to the colours alone. */
  void eachWithoutAlpha(Change change) throws VipsException {
    if (!hasAlpha()) {
      each(change);
      return;
    }
    int bands = first().header().bands();
    each(frame -> {
      VipsImage colours = keep(run("extract_band", frame, Map.of("band", 0, "n", bands - 1)));
      VipsImage alpha = keep(run("extract_band", frame, Map.of("band", bands - 1)));
      return bands(keep(change.of(colours)), alpha);
    });
  }

  /** Does something that mixes neighbours, so that colours of clear pixels do not bleed. */
  void eachPremultiplied(Change change) throws VipsException {
    if (!hasAlpha()) {
      each(change);
      return;
    }
    each("premultiply", Map.of());
    each(change);
    each("unpremultiply", Map.of());
    each("cast", Map.of("format", "uchar"));
  }

  /** The frames as one picture again, one below the other. */
  VipsImage joined() throws VipsException {
    if (frames.size() > 1) {
      int height = size().height();
      try (VipsOperation join = vips.operation("arrayjoin")) {
        frames = List.of(keep(join.in(frames).set("across", 1).runToImage()));
      }
      first().setPageHeight(height);
    }
    return first();
  }

  /** Makes a computation on another thread fail soon; a later one fails at once. */
  void abort() {
    aborted = true;
    synchronized (images) {
      images.forEach(VipsImage::kill);
    }
  }

  boolean aborted() {
    return aborted;
  }

  @Override
  public void close() {
    synchronized (images) {
      while (!images.isEmpty()) {
        images.pop().close();
      }
    }
  }
}
