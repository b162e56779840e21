package io.framewright.platform.egress;

/** What became of asking for a file at an address. */
public sealed interface Fetch<T> {

  /** The file was read to its end. */
  record Read<T>(T value) implements Fetch<T> {}

  /**
   * There is no file.
   *
   * @param reason a sentence without its full stop; it repeats nothing of the address
   */
  record Failed<T>(Why why, String reason) implements Fetch<T> {}

  /** Why there is no file. */
  enum Why {
    /** The address, or one that it leads on to, may not be reached. Asking again does not help. */
    BLOCKED,
    /** The server was reached and gives no file: 404, 403, nothing. Asking again does not help. */
    NOT_GIVEN,
    /** More came, or was announced, than may. Asking again does not help. */
    TOO_LARGE,
    /** The server is away, in trouble or too slow. Asking again may help. */
    UNAVAILABLE,
    /** The file ended before its announced end. Asking again may help. */
    BROKEN_OFF;

    /** Whether asking again may help. */
    public boolean mayPass() {
      return this == UNAVAILABLE || this == BROKEN_OFF;
    }
  }
}
