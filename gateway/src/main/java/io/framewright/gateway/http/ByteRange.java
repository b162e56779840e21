package io.framewright.gateway.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a Range header asks of an object of known length (RFC 9110, section 14). */
public sealed interface ByteRange {

  /** The whole object: no range, one that is not understood, or several. */
  record Whole() implements ByteRange {}

  /** Both ends inclusive, within the object. */
  record Part(long first, long last) implements ByteRange {
    public long length() {
      return last - first + 1;
    }
  }

  /** No byte of the object is asked for. */
  record Unsatisfiable() implements ByteRange {}

  Pattern FORM = Pattern.compile("bytes=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})\\s*");

  /**
   * @param header the Range header's value, null without one
   * @param length of the object in bytes
   */
  static ByteRange of(@Nullable String header, long length) {
    if (header == null) {
      return new Whole();
    }
    Matcher range = FORM.matcher(header);
    if (!range.matches()) {
      return new Whole(); // a server may ignore what it does not take, several ranges for instance
    }
    String first = range.group(1);
    String last = range.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), length);
    }
    return within(
        Long.parseLong(first), last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last), length);
  }

  private static ByteRange suffix(long count, long length) {
    return count == 0 || length == 0
        ? new Unsatisfiable()
        : new Part(Math.max(0, length - count), length - 1);
  }

  private static ByteRange within(long first, long last, long length) {
    if (last < first) {
      return new Whole(); // reversed is malformed, and malformed is ignored
    }
    return first >= length ? new Unsatisfiable() : new Part(first, Math.min(last, length - 1));
  }
}
