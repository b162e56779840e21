package io.framewright.image.vips;

import java.lang.foreign.MemorySegment;

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
}
