package io.framewright.gateway.assets;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts, hashes and limits an upload while it passes. */
public final class HashedUpload extends FilterInputStream {

  /** More came than the caller's key allows. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long limit) {
      super("more than %d bytes".formatted(limit));
    }
  }

  private final MessageDigest digest;
  private final long limit;
  private long count;
  private boolean exceeded;

  HashedUpload(InputStream in, long limit) {
    super(in);
    this.limit = limit;
    this.digest = Digests.newSha256();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read > 0) {
      digest.update(target, offset, read);
      count += read;
      if (count > limit) {
        exceeded = true;
        throw new TooLargeException(limit);
      }
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  long count() {
    return count;
  }

  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The refusal, if the upload was ended for its size. */
  void refuseIfExceeded() {
    if (exceeded) {
      throw tooLarge(limit);
    }
  }

  /**
   * Refuses an announced length beyond what the caller's key allows.
   *
   * @throws ApiException PAYLOAD_TOO_LARGE
   */
  public static void refuseLength(Caller caller, long bytes) {
    long limit = caller.allowance().maxUploadBytes();
    if (bytes > limit) {
      throw tooLarge(limit);
    }
  }

  static ApiException tooLarge(long limit) {
    return new ApiException(
        ErrorCode.PAYLOAD_TOO_LARGE,
        "Your key allows uploads of at most %d bytes.".formatted(limit));
  }
}
