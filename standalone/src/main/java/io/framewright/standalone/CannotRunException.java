package io.framewright.standalone;

/**
 * This machine lacks something, or something is in the way. The message says what, the remedy says
 * what to do about it; the command line ends with exit code 2.
 */
public final class CannotRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  public CannotRunException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  public CannotRunException(String message, String remedy, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** One sentence or command that mends it. */
  public String remedy() {
    return remedy;
  }
}
