package io.framewright.platform.storage;

/** The object store is away or refused; the same call may work later. */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
