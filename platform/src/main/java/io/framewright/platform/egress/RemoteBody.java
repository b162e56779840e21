package io.framewright.platform.egress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file on its way from another server: counted, limited, and its troubles told from others. */
final class RemoteBody extends FilterInputStream {

  /** The server or the way to it failed, not the reader. */
  static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenException(Exception cause) {
      super(cause);
    }
  }

  /** More came than may. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final long limit;
  private final Watch watch;
  private long count;

  RemoteBody(InputStream in, long limit, Watch watch) {
    super(in);
    this.limit = limit;
    this.watch = watch;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read;
    try {
      read = super.read(target, offset, length);
    } catch (IOException | IllegalStateException e) { // the latter from a connection that was cut
      throw new BrokenException(e);
    }
    if (read > 0) {
      count += read;
      watch.came(read);
    }
    if (count > limit) {
      throw new TooLargeException();
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Does nothing: closing the stream would read the rest of it; the connection is cut instead. */
  @Override
  public void close() {}

  long count() {
    return count;
  }
}
