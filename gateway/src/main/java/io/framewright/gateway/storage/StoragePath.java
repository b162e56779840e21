package io.framewright.gateway.storage;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * A path in a tenant's own space, without the leading {@code /storage/}: folders and a name, in any
 * script, up to 900 bytes in UTF-8 (a key of the object store has at most 1024). What another
 * system could take for something else is refused: dot segments, escapes, control and
 * writing-direction characters, device names.
 */
public record StoragePath(String value) {

  /** What paths begin with in requests. */
  public static final String ROOT = "/storage/";

  private static final int LONGEST = 900;
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "lpt1", "lpt2", "lpt3");

  /**
   * Checks what stands behind {@code /storage/}.
   *
   * @param field names the path in an error
   * @throws ApiException {@code code}
   */
  public static StoragePath of(String path, String field, ErrorCode code) {
    String problem = problem(path);
    if (problem != null) {
      throw new ApiException(
          code, "The path %s.".formatted(problem), ErrorDetails.field(field).value(path));
    }
    return new StoragePath(path);
  }

  /** True if {@code text} claims to be such a path. */
  public static boolean looksLike(String text) {
    return text.startsWith(ROOT);
  }

  /** Checks a whole path with {@code /storage/} before it. */
  public static StoragePath ofRooted(String path, String field, ErrorCode code) {
    return of(path.substring(ROOT.length()), field, code);
  }

  private static @org.jspecify.annotations.Nullable String problem(String path) {
    if (path.isEmpty() || path.endsWith("/")) {
      return "names no object";
    }
    if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return "is longer than %d bytes".formatted(LONGEST);
    }
    if (path.codePoints().anyMatch(StoragePath::isForbidden)) {
      return "holds a control character, a backslash or another character that paths must not have";
    }
    if (path.toLowerCase(Locale.ROOT).matches(".*%(2e|2f|5c|00|25).*")) {
      return "holds an escaped separator";
    }
    return Arrays.stream(path.split("/", -1)).anyMatch(StoragePath::isBadSegment)
        ? "has an empty segment, a dot segment or a device name"
        : null;
  }

  private static boolean isForbidden(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE
        || Character.getType(c) == Character.UNASSIGNED
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
        || "\\<>:\"|?*".indexOf(c) >= 0;
  }

  private static boolean isBadSegment(String segment) {
    String stem = segment.contains(".") ? segment.substring(0, segment.indexOf('.')) : segment;
    return segment.isBlank()
        || segment.equals(".")
        || segment.equals("..")
        || DEVICES.contains(stem.toLowerCase(Locale.ROOT));
  }

  /** The last segment. */
  public String fileName() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** As clients write it. */
  public String rooted() {
    return ROOT + value;
  }
}
