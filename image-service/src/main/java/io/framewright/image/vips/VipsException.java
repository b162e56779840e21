package io.framewright.image.vips;

/**
 * libvips refused an operation. Checked, because for the pictures that strangers send this is an
 * everyday outcome that somebody must classify.
 */
public final class VipsException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param operation for instance jpegsave
   * @param details what libvips wrote to its error buffer. The buffer belongs to the whole process,
   *     so with several operations at once a line of another one may be among them.
   */
  public VipsException(String operation, String details) {
    super("%s: %s".formatted(operation, details.strip().replaceAll("\\s*\\n\\s*", "; ")));
  }
}
