package io.framewright.platform.ids;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names made of content. */
public final class Digests {

  private Digests() {}

  /** SHA-256 of the text in UTF-8, as 64 lower-case hex digits. */
  public static String sha256(String text) {
    return HexFormat.of().formatHex(newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** SHA-256 of what the stream still holds, as 64 lower-case hex digits. */
  public static String sha256(InputStream content) throws IOException {
    try (DigestInputStream digesting = new DigestInputStream(content, newSha256())) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    }
  }

  /** A SHA-256 that nothing has gone into yet. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
