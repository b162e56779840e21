package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.Vips;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import java.util.Map;

/** Sees one picture: its header, and small copies of it. */
public final class Eye implements AutoCloseable {

  private final Vips vips;
  private final Source source;
  private final VipsImage header;

  private Eye(Vips vips, Source source, VipsImage header) {
    this.vips = vips;
    this.source = source;
    this.header = header;
  }

  static Eye on(Vips vips, Source source) throws VipsException {
    try (VipsOperation load = vips.operation(source.picture().format().loader())) {
      return new Eye(vips, source, load.buffer(source.content()).runToImage());
    }
  }

  public Picture picture() {
    return source.picture();
  }

  /** The picture with its metadata, its pixels not decoded; closed together with this. */
  public VipsImage header() {
    return header;
  }

  /**
   * A small copy, upright and without foreign colours; to be closed.
   *
   * @param side pixels
   * @param size "down" fits into a square and never grows, "force" fills it
   */
  public VipsImage thumbnail(int side, String size) throws VipsException {
    return Thumbnail.of(new Size(side, side), size).take(vips, source, source.profiles());
  }

  /** An operation on one picture; its result is to be closed. */
  public VipsImage run(String operation, VipsImage image, Map<String, String> arguments)
      throws VipsException {
    try (VipsOperation next = vips.operation(operation)) {
      return next.in(image).setAll(arguments).runToImage();
    }
  }

  @Override
  public void close() {
    header.close();
  }
}
