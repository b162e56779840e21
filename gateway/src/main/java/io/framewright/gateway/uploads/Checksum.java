package io.framewright.gateway.uploads;

import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** What a client says that a piece hashes to, and what it does hash to. */
final class Checksum {

  /** Names in tus, and in Java. */
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha1", "SHA-1", "sha256", "SHA-256");

  /** As {@code Tus-Checksum-Algorithm} lists them. */
  static final String KNOWN = "sha1,sha256";

  private final MessageDigest digest;
  private final byte[] expected;

  private Checksum(MessageDigest digest, byte[] expected) {
    this.digest = digest;
    this.expected = expected;
  }

  /**
   * Reads {@code Upload-Checksum}.
   *
   * @throws ApiException INVALID_HEADER
   */
  static Checksum of(String header) {
    String[] parts = header.strip().split(" ", 2);
    String algorithm = ALGORITHMS.get(parts[0]);
    if (parts.length != 2 || algorithm == null) {
      throw malformed();
    }
    try {
      return new Checksum(
          MessageDigest.getInstance(algorithm), Base64.getDecoder().decode(parts[1].strip()));
    } catch (IllegalArgumentException _) {
      throw malformed();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  private static ApiException malformed() {
    return new ApiException(
        ErrorCode.INVALID_HEADER,
        "Upload-Checksum is one of %s, a space, and the hash in base64.".formatted(KNOWN));
  }

  void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /** Whether all that came is what was said; asked once. */
  boolean isRight() {
    return MessageDigest.isEqual(digest.digest(), expected);
  }
}
