package io.framewright.image.vips;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The libvips of this process. It keeps global state, so a process loads one, once.
 *
 * <p>It is set up for a worker that runs one picture per core: one thread an operation, no
 * operation cache, and the loaders that libvips itself calls untrusted (SVG, PDF, PSD, ImageMagick
 * and the like) blocked.
 */
public final class Vips {

  private static final String SYSTEM_LIBRARY = "libvips.so.42";

  /** {@code VIPS_FORMAT_UCHAR}. */
  private static final int UCHAR = 0;

  /**
   * Some releases call JPEG XL untrusted for its youth. We take it: a decoder that crashes costs
   * one attempt, like any other.
   */
  private static final String[] TRUSTED = {"VipsForeignLoadJxl", "VipsForeignSaveJxl"};

  private final NativeLibrary library;
  private final ImageHeaders headers;
  private final String version;
  private final String digest;

  private Vips(NativeLibrary library, String path) {
    this.library = library;
    this.headers = new ImageHeaders(library);
    this.version = start();
    this.digest = sha256(loadedFile(path));
  }

  /**
   * Loads and initialises libvips.
   *
   * @param path of the shared object; empty means the system's {@code libvips.so.42}
   * @throws IllegalStateException if there is none that can be used, saying what to do
   */
  public static Vips load(String path) {
    String library = path.isBlank() ? SYSTEM_LIBRARY : path;
    try {
      return new Vips(new NativeLibrary(library), library);
    } catch (IllegalArgumentException | IllegalStateException | IllegalCallerException e) {
      throw new IllegalStateException(
          ("cannot use libvips at %s: %s. Install it (apt-get install libvips42), or name its"
                  + " shared object in framewright.libvips.path (the npm package"
                  + " @img/sharp-libvips-linux-x64 has one in lib/)")
              .formatted(library, e.getMessage()),
          e);
    }
  }

  /** For instance 8.18.7. */
  public String version() {
    return version;
  }

  /** Lower-case hex SHA-256 of the shared object that was loaded. */
  public String digest() {
    return digest;
  }

  /**
   * The loader that libvips would choose for this content, as the name of its class ({@code
   * VipsForeignLoadJpegBuffer}); empty if it knows none. It may still be blocked.
   */
  public Optional<String> loaderOf(MemorySegment content) {
    MemorySegment name =
        Native.call(
            () -> (MemorySegment) library.findLoadBuffer.invokeExact(content, content.byteSize()));
    if (name.equals(MemorySegment.NULL)) {
      takeErrors();
      return Optional.empty();
    }
    return Optional.of(Native.text(name));
  }

  /** A new operation by its nickname, for instance {@code thumbnail_buffer}. */
  public VipsOperation operation(String nickname) throws VipsException {
    return new VipsOperation(this, nickname);
  }

  /**
   * An image of bytes, which are copied.
   *
   * @param pixels rows from the top, {@code bands} bytes a pixel
   */
  public VipsImage image(MemorySegment pixels, int width, int height, int bands)
      throws VipsException {
    MemorySegment image =
        Native.call(() ->
            (MemorySegment)
                library.imageFromMemoryCopy.invokeExact(
                    pixels, pixels.byteSize(), width, height, bands, UCHAR));
    if (image.equals(MemorySegment.NULL)) {
      throw new VipsException("new_from_memory", takeErrors());
    }
    return new VipsImage(this, image);
  }

  /** Bytes of pixels that libvips holds at this moment, in the whole process. */
  public long trackedBytes() {
    return Native.call(() -> (long) library.trackedGetMem.invokeExact());
  }

  /** Frees what libvips keeps for the calling thread; the last thing that an engine thread does. */
  public void endThread() {
    Native.run(() -> library.threadShutdown.invoke());
  }

  /** Empties the process-wide error buffer. */
  public void forgetErrors() {
    Native.run(() -> library.errorClear.invoke());
  }

  NativeLibrary library() {
    return library;
  }

  ImageHeaders headers() {
    return headers;
  }

  /** Takes the text out of the process-wide error buffer, which is then empty. */
  String takeErrors() {
    MemorySegment copy = Native.call(() -> (MemorySegment) library.errorBufferCopy.invokeExact());
    if (copy.equals(MemorySegment.NULL)) {
      return "";
    }
    try {
      return Native.text(copy);
    } finally {
      Native.run(() -> library.free.invoke(copy));
    }
  }

  private String start() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom("framewright");
      int failed = Native.call(() -> (int) library.init.invokeExact(name));
      if (failed != 0) {
        throw new IllegalStateException("vips_init failed: " + takeErrors());
      }
      EngineLog.install(library);
      Native.run(() -> library.concurrencySet.invoke(1));
      Native.run(() -> library.cacheSetMax.invoke(0));
      Native.run(() -> library.blockUntrustedSet.invoke(1));
      for (String trusted : TRUSTED) {
        MemorySegment type = arena.allocateFrom(trusted);
        Native.run(() -> library.operationBlockSet.invoke(type, 0));
      }
    }
    return "%d.%d.%d".formatted(versionPart(0), versionPart(1), versionPart(2));
  }

  private int versionPart(int flag) {
    return Native.call(() -> (int) library.version.invokeExact(flag));
  }

  /** A library found by its soname is somewhere on the linker's path; the kernel knows where. */
  private static Path loadedFile(String path) {
    if (path.contains("/")) {
      return Path.of(path);
    }
    try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("/" + path))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(path + " is not mapped after loading"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc/self/maps", e);
    }
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s for its digest".formatted(file), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JDK without SHA-256", e);
    }
  }
}
