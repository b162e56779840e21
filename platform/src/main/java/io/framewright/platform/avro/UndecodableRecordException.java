package io.framewright.platform.avro;

/**
 * A record whose bytes are not what its topic promises. It belongs into a dead-letter topic, never
 * into a retry loop.
 */
public final class UndecodableRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UndecodableRecordException(String message) {
    super(message);
  }

  public UndecodableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
