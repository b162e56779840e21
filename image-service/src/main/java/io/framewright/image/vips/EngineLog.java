package io.framewright.image.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the warnings that libvips would print on standard error into our log. */
final class EngineLog {

  private static final Logger LOG = LoggerFactory.getLogger(EngineLog.class);

  /** {@code G_LOG_LEVEL_WARNING}. */
  private static final int WARNING = 1 << 4;

  private EngineLog() {}

  /** {@code void handler(const char *domain, GLogLevelFlags, const char *message, void *)}. */
  @SuppressWarnings("restricted") // letting C call us is what this package is for
  static void install(NativeLibrary library) {
    FunctionDescriptor shape = FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    MemorySegment stub = Linker.nativeLinker().upcallStub(handler(), shape, Arena.global());
    MemorySegment domain = Arena.global().allocateFrom("VIPS");
    Native.call(
        () -> (int) library.logSetHandler.invokeExact(domain, WARNING, stub, MemorySegment.NULL));
  }

  private static MethodHandle handler() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              EngineLog.class,
              "warned",
              MethodType.methodType(
                  void.class,
                  MemorySegment.class,
                  int.class,
                  MemorySegment.class,
                  MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("EngineLog.warned is not as declared", e);
    }
  }

  /** Called from C, where an exception would end the process. Debug: inputs cause these. */
  @SuppressWarnings({"unused", "UnusedVariable"}) // found by its name, has the shape C asks for
  private static void warned(
      MemorySegment domain, int level, MemorySegment message, MemorySegment data) {
    LOG.debug("libvips: {}", Native.text(message));
  }
}
