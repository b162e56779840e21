package io.framewright.image.vips;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls through method handles without their {@code throws Throwable}: a C function throws nothing,
 * so whatever comes out is a mistake in our declaration of it.
 */
final class Native {

  private Native() {}

  /** A call with a result. */
  @FunctionalInterface
  interface Call<T> {
    T invoke() throws Throwable;
  }

  /**
   * A call without a result. Use {@code invoke} in it, not {@code invokeExact}: as the body of a
   * lambda, the call counts as one with a result.
   */
  @FunctionalInterface
  interface Procedure {
    void invoke() throws Throwable;
  }

  static <T> T call(Call<T> call) {
    try {
      return call.invoke();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a native call threw", e);
    }
  }

  static void run(Procedure procedure) {
    call(() -> {
      procedure.invoke();
      return true;
    });
  }

  /** The C string that {@code pointer} points to; it ends within 64 kB. */
  @SuppressWarnings("restricted") // reading what C points to is what this package is for
  static String text(MemorySegment pointer) {
    return pointer.reinterpret(1 << 16).getString(0);
  }

  /** A copy of so many bytes. */
  @SuppressWarnings("restricted") // reading what C points to is what this package is for
  static byte[] bytes(MemorySegment pointer, long size) {
    return pointer.reinterpret(size).toArray(ValueLayout.JAVA_BYTE);
  }

  /** The C strings of a NULL-terminated array of at most 4096 pointers. */
  @SuppressWarnings("restricted") // reading what C points to is what this package is for
  static List<String> texts(MemorySegment array) {
    MemorySegment pointers = array.reinterpret(4096 * ValueLayout.ADDRESS.byteSize());
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < 4096; i++) {
      MemorySegment pointer = pointers.getAtIndex(ValueLayout.ADDRESS, i);
      if (pointer.equals(MemorySegment.NULL)) {
        break;
      }
      texts.add(text(pointer));
    }
    return texts;
  }
}
