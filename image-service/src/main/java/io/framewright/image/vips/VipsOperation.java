package io.framewright.image.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;

/**
 * One call of a libvips operation: made by name, given its arguments, run, asked for its output.
 * Numbers, enumerations and arrays are given as text and libvips parses them, so that what to do
 * can be data.
 *
 * <p>To be used by one thread, and closed. Memory given with {@link #buffer} must stay as long as
 * the output image is used.
 */
public final class VipsOperation implements AutoCloseable {

  private final Vips vips;
  private final NativeLibrary library;
  private final String nickname;
  private final Arena names = Arena.ofConfined();
  private MemorySegment operation;

  VipsOperation(Vips vips, String nickname) throws VipsException {
    this.vips = vips;
    this.library = vips.library();
    this.nickname = nickname;
    MemorySegment name = names.allocateFrom(nickname);
    operation = Native.call(() -> (MemorySegment) library.operationNew.invokeExact(name));
    if (operation.equals(MemorySegment.NULL)) {
      names.close();
      throw new VipsException(nickname, vips.takeErrors());
    }
  }

  /** Sets an argument from its text, as on the command line of {@code vips}. */
  public VipsOperation set(String argument, Object value) throws VipsException {
    MemorySegment name = names.allocateFrom(argument);
    MemorySegment text = names.allocateFrom(String.valueOf(value));
    int failed = Native.call(() -> (int) library.setFromString.invokeExact(operation, name, text));
    if (failed != 0) {
      throw new VipsException(nickname, vips.takeErrors());
    }
    return this;
  }

  /** Sets arguments from their texts. */
  public VipsOperation setAll(Map<String, String> arguments) throws VipsException {
    for (var argument : arguments.entrySet()) {
      set(argument.getKey(), argument.getValue());
    }
    return this;
  }

  /** Sets the argument {@code in}. */
  public VipsOperation in(VipsImage image) {
    return image("in", image);
  }

  public VipsOperation image(String argument, VipsImage image) {
    setPointer(argument, image.pointer());
    return this;
  }

  /** Sets the argument {@code in} of an operation that takes several images. */
  public VipsOperation in(List<VipsImage> images) {
    MemorySegment pointers = names.allocate(ValueLayout.ADDRESS, images.size());
    for (int i = 0; i < images.size(); i++) {
      pointers.setAtIndex(ValueLayout.ADDRESS, i, images.get(i).pointer());
    }
    MemorySegment array =
        Native.call(
            () -> (MemorySegment) library.arrayImageNew.invokeExact(pointers, images.size()));
    setPointer("in", array);
    Native.run(() -> library.areaUnref.invoke(array));
    return this;
  }

  /** Sets the argument {@code buffer}; the bytes are not copied. */
  public VipsOperation buffer(MemorySegment content) {
    MemorySegment blob =
        Native.call(() ->
            (MemorySegment)
                library.blobNew.invokeExact(MemorySegment.NULL, content, content.byteSize()));
    setPointer("buffer", blob);
    Native.run(() -> library.areaUnref.invoke(blob));
    return this;
  }

  /** Runs an operation that leaves nothing behind in memory, such as a saver. */
  public void run() throws VipsException {
    MemorySegment given = operation;
    MemorySegment built =
        Native.call(() -> (MemorySegment) library.operationBuild.invokeExact(given));
    if (built.equals(MemorySegment.NULL)) {
      throw new VipsException(nickname, vips.takeErrors());
    }
    unref(given);
    operation = built;
  }

  /** Runs the operation and gives its output image. */
  public VipsImage runToImage() throws VipsException {
    run();
    MemorySegment out = names.allocate(ValueLayout.ADDRESS);
    MemorySegment name = names.allocateFrom("out");
    Native.run(() -> library.getPointer.invoke(operation, name, out, MemorySegment.NULL));
    return new VipsImage(vips, out.get(ValueLayout.ADDRESS, 0));
  }

  /** A whole number among the outputs, after the operation ran. */
  public int number(String output) {
    MemorySegment out = names.allocate(ValueLayout.JAVA_INT);
    MemorySegment name = names.allocateFrom(output);
    Native.run(() -> library.getPointer.invoke(operation, name, out, MemorySegment.NULL));
    return out.get(ValueLayout.JAVA_INT, 0);
  }

  @Override
  public void close() {
    Native.run(() -> library.unrefOutputs.invoke(operation));
    unref(operation);
    names.close();
  }

  private void setPointer(String argument, MemorySegment pointer) {
    MemorySegment name = names.allocateFrom(argument);
    Native.run(() -> library.setPointer.invoke(operation, name, pointer, MemorySegment.NULL));
  }

  private void unref(MemorySegment object) {
    Native.run(() -> library.unref.invoke(object));
  }
}
