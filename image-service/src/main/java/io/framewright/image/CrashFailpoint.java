package io.framewright.image;

import io.framewright.image.vips.NativeCrash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Crashes this process the way a decoder would, on inputs that ask for it: how tests see that a
 * crash of libvips takes down image-service alone. Off unless configured.
 */
final class CrashFailpoint {

  private static final Logger LOG = LoggerFactory.getLogger(CrashFailpoint.class);
  private static final String CRASH_ON_MARKER = "crash-on-marker";
  private static final String MARKER = "FRAMEWRIGHT-CRASH";
  private static final int COMMENT_WITHIN = 64 * 1024;

  private final boolean armed;

  /**
   * @throws IllegalArgumentException if there is no such failpoint
   */
  CrashFailpoint(String failpoint) {
    armed =
        switch (failpoint) {
          case "off" -> false;
          case CRASH_ON_MARKER -> true;
          default ->
              throw new IllegalArgumentException(
                  "framewright.image.failpoint is '%s'; it can be off or %s"
                      .formatted(failpoint, CRASH_ON_MARKER));
        };
    if (armed) {
      LOG.warn("failpoint {} is on: pictures that ask for it crash this process", failpoint);
    }
  }

  /** Does not return if armed and the input holds the marker in a JPEG comment. */
  void reached(Path input) {
    if (armed && asksForCrash(head(input))) {
      NativeCrash.raiseSegmentationFault();
    }
  }

  /** A comment segment (FF FE, length) whose text begins with the marker. */
  static boolean asksForCrash(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(MARKER);
    return at >= 4 && text.startsWith("\u00ff\u00d8") && text.startsWith("\u00ff\u00fe", at - 4);
  }

  private static byte[] head(Path input) {
    try (var in = Files.newInputStream(input)) {
      return in.readNBytes(COMMENT_WITHIN);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(input), e);
    }
  }
}
