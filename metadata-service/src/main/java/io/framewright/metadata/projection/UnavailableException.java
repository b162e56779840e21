package io.framewright.metadata.projection;

/** A store or the brokers did not answer a reader; asking again later may help. */
public final class UnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
