package io.framewright.image.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One image of libvips: a header, and pixels that are computed when something asks for them. Holds
 * a reference until closed.
 */
public final class VipsImage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VipsImage.class);

  private final Vips vips;
  private final MemorySegment pointer;
  private final VipsHeader header;
  private boolean closed;

  VipsImage(Vips vips, MemorySegment pointer) {
    this.vips = vips;
    this.pointer = pointer;
    this.header = vips.headers().of(pointer);
  }

  public VipsHeader header() {
    return header;
  }

  /**
   * Says how high one frame is, of an image that nobody else uses yet.
   *
   * @param height pixels, a divisor of the image's height
   */
  public void setPageHeight(int height) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom("page-height");
      Native.run(() -> vips.library().imageSetInt.invoke(pointer(), name, height));
    }
  }

  /**
   * Removes the metadata whose names are not kept, of an image that nobody else uses yet. What
   * belongs to the image itself, such as its width, stays anyway.
   */
  public void keepMetadata(Predicate<String> kept) {
    NativeLibrary library = vips.library();
    try (Arena arena = Arena.ofConfined()) {
      for (String field : metadataNames()) {
        if (!kept.test(field)) {
          MemorySegment name = arena.allocateFrom(field);
          int removed = Native.call(() -> (int) library.imageRemove.invokeExact(pointer, name));
          LOG.trace("metadata {} removed: {}", field, removed);
        }
      }
    }
  }

  /** Names of all metadata: exif-ifd0-Make, xmp-data, … */
  public List<String> metadataNames() {
    NativeLibrary library = vips.library();
    MemorySegment fields =
        Native.call(() -> (MemorySegment) library.imageGetFields.invokeExact(pointer));
    try {
      return Native.texts(fields);
    } finally {
      Native.run(() -> library.freeStrings.invoke(fields));
    }
  }

  /** Metadata that is a block of bytes, such as xmp-data; empty if it is not there or no block. */
  public Optional<byte[]> block(String field) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(field);
      MemorySegment data = arena.allocate(ValueLayout.ADDRESS);
      MemorySegment size = arena.allocate(ValueLayout.JAVA_LONG);
      int failed =
          Native.call(
              () -> (int) vips.library().imageGetBlob.invokeExact(pointer, name, data, size));
      if (failed != 0) {
        vips.takeErrors();
        return Optional.empty();
      }
      return Optional.of(
          Native.bytes(data.get(ValueLayout.ADDRESS, 0), size.get(ValueLayout.JAVA_LONG, 0)));
    }
  }

  /** Metadata as text; empty if it is not there. */
  public Optional<String> text(String field) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(field);
      MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
      int failed =
          Native.call(() -> (int) vips.library().imageGetAsString.invokeExact(pointer, name, out));
      if (failed != 0) {
        vips.takeErrors();
        return Optional.empty();
      }
      MemorySegment text = out.get(ValueLayout.ADDRESS, 0);
      try {
        return Optional.of(Native.text(text));
      } finally {
        Native.run(() -> vips.library().free.invoke(text));
      }
    }
  }

  /** The same picture with its pixels in memory, so that they can be read in any order. */
  public VipsImage inMemory() throws VipsException {
    MemorySegment copy =
        Native.call(() -> (MemorySegment) vips.library().imageCopyMemory.invokeExact(pointer()));
    if (copy.equals(MemorySegment.NULL)) {
      throw new VipsException("copy_memory", vips.takeErrors());
    }
    return new VipsImage(vips, copy);
  }

  /** The pixels of an image of bytes: rows from the top, {@code bands} bytes a pixel. */
  public byte[] pixels() throws VipsException {
    try (VipsImage copy = inMemory()) {
      MemorySegment data =
          Native.call(
              () -> (MemorySegment) vips.library().imageGetData.invokeExact(copy.pointer()));
      if (data.equals(MemorySegment.NULL)) {
        throw new VipsException("get_data", vips.takeErrors());
      }
      return Native.bytes(data, (long) header.width() * header.height() * header.bands());
    }
  }

  /** How many pixels left of this image, which was cut out of another, the other's edge was. */
  public int cutFromLeft() {
    return -vips.headers().left(pointer());
  }

  /** Likewise above it. */
  public int cutFromTop() {
    return -vips.headers().top(pointer());
  }

  /** Makes a computation of this image, running on another thread, fail soon. */
  public synchronized void kill() {
    if (!closed) {
      Native.run(() -> vips.library().imageSetKill.invoke(pointer, 1));
    }
  }

  /** The image's address, for operations. */
  MemorySegment pointer() {
    if (closed) {
      throw new IllegalStateException("the image is closed");
    }
    return pointer;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Native.run(() -> vips.library().unref.invoke(pointer));
    }
  }
}
