package io.framewright.image.vips;

import java.util.stream.Collectors;

/**
 * libvips refused an operation. Checked, because for the pictures that strangers send this is an
 * everyday outcome that somebody must classify.
 */
public final class VipsException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int MOST_LINES = 3;
  private static final int LONGEST_LINE = 200;

  /**
   * @param operation for instance jpegsave
   * @param details what libvips wrote to its error buffer. The buffer belongs to the whole process,
   *     so with several operations at once a line of another one may be among them.
   */
  public VipsException(String operation, String details) {
    super(summary(operation, details));
  }

  /**
   * The first few different lines. libvips repeats itself for every part of a picture, and savers
   * add the path of the file that they could not finish, which is nobody's business.
   */
  static String summary(String operation, String details) {
    String lines =
        details
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.contains("unable to write to target"))
            .distinct()
            .limit(MOST_LINES)
            .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
            .collect(Collectors.joining("; "));
    return lines.isEmpty() ? operation + " failed" : lines;
  }
}
