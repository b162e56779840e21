package io.framewright.image.vips;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;

/** A crash in native code, on purpose. */
public final class NativeCrash {

  private static final int SIGSEGV = 11;

  private NativeCrash() {}

  /** {@code raise(SIGSEGV)}: the JVM writes its fatal-error log and aborts. */
  @SuppressWarnings("restricted") // calling C is what this package is for
  public static void raiseSegmentationFault() {
    Linker linker = Linker.nativeLinker();
    var raise =
        linker.downcallHandle(
            linker.defaultLookup().find("raise").orElseThrow(),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    int result = Native.call(() -> (int) raise.invokeExact(SIGSEGV));
    throw new IllegalStateException("raise(SIGSEGV) returned %d".formatted(result));
  }
}
