package io.framewright.image.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;
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
   * Removes all metadata but these, of an image that nobody else uses yet. What belongs to the
   * image itself, such as its width, stays anyway.
   */
  public void keepOnlyMetadata(Set<String> names) {
    NativeLibrary library = vips.library();
    MemorySegment fields =
        Native.call(() -> (MemorySegment) library.imageGetFields.invokeExact(pointer));
    try (Arena arena = Arena.ofConfined()) {
      for (String field : Native.texts(fields)) {
        if (!names.contains(field)) {
          MemorySegment name = arena.allocateFrom(field);
          int removed = Native.call(() -> (int) library.imageRemove.invokeExact(pointer, name));
          LOG.trace("metadata {} removed: {}", field, removed);
        }
      }
    } finally {
      Native.run(() -> library.freeStrings.invoke(fields));
    }
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
