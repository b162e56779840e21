package io.framewright.gateway.uploads;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.FileNames;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The request headers of tus 1.0. Each method throws INVALID_HEADER for what is malformed. */
final class TusHeaders {

  static final String VERSION = "1.0.0";
  static final String RESUMABLE = "Tus-Resumable";
  static final String LENGTH = "Upload-Length";
  static final String OFFSET = "Upload-Offset";
  static final String METADATA = "Upload-Metadata";
  static final String EXPIRES = "Upload-Expires";
  static final String CHECKSUM = "Upload-Checksum";

  /** Ours: the asset that the upload became. */
  static final String ASSET = "Upload-Asset-Id";

  private static final int LONGEST_METADATA = 4096;

  private TusHeaders() {}

  /** A number of bytes from 0. */
  static long number(HttpRequest<?> request, String name) {
    String text = request.getHeaders().get(name);
    if (text == null || !text.matches("\\d{1,18}")) {
      throw new ApiException(
          ErrorCode.INVALID_HEADER, "%s should be a number of bytes from 0.".formatted(name));
    }
    return Long.parseLong(text);
  }

  static Optional<String> metadata(HttpRequest<?> request) {
    Optional<String> metadata = Optional.ofNullable(request.getHeaders().get(METADATA));
    metadata
        .filter(text -> text.length() > LONGEST_METADATA)
        .ifPresent(_ -> {
          throw new ApiException(
              ErrorCode.INVALID_HEADER,
              "%s has at most %d characters.".formatted(METADATA, LONGEST_METADATA));
        });
    return metadata;
  }

  /** The value of {@code filename} in the metadata, fit to be shown; "file" without one. */
  static String fileName(Optional<String> metadata) {
    for (String pair : metadata.orElse("").split(",", -1)) {
      String[] parts = pair.strip().split(" ", 2);
      if (parts.length == 2 && parts[0].equals("filename")) {
        return FileNames.shown(decoded(parts[1].strip()));
      }
    }
    return "file";
  }

  private static String decoded(String value) {
    try {
      return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new ApiException(
          ErrorCode.INVALID_HEADER, "Values in %s are base64.".formatted(METADATA));
    }
  }

  static Optional<Checksum> checksum(HttpRequest<?> request) {
    return Optional.ofNullable(request.getHeaders().get(CHECKSUM)).map(Checksum::of);
  }
}
