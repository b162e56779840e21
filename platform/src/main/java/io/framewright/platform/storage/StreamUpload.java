package io.framewright.platform.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * One stream of unknown length on its way into one object: in parts of 8 MB with one part in
 * memory, or in a single put when it is shorter than a part. 10,000 parts are S3's limit, so an
 * object has at most 78 GB.
 */
final class StreamUpload {

  private static final int PART_BYTES = 8 << 20;

  private final S3Client s3;
  private final PutObjectRequest target;

  StreamUpload(S3Client s3, PutObjectRequest target) {
    this.s3 = s3;
    this.target = target;
  }

  /**
   * Reads to the end of {@code content}.
   *
   * @return the number of bytes stored
   */
  long store(InputStream content) {
    byte[] buffer = new byte[PART_BYTES];
    int filled = fill(buffer, content);
    if (filled < PART_BYTES) {
      s3.putObject(target, body(buffer, filled));
      return filled;
    }
    return storeParts(buffer, content);
  }

  private long storeParts(byte[] buffer, InputStream content) {
    String upload =
        s3.createMultipartUpload(request ->
                request
                    .bucket(target.bucket())
                    .key(target.key())
                    .contentType(target.contentType())
                    .metadata(target.metadata()))
            .uploadId();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      long stored = 0;
      for (int filled = PART_BYTES; filled > 0; filled = fill(buffer, content)) {
        parts.add(storePart(upload, parts.size() + 1, body(buffer, filled)));
        stored += filled;
      }
      complete(upload, parts);
      return stored;
    } catch (RuntimeException e) {
      abort(upload, e);
      throw e;
    }
  }

  private CompletedPart storePart(String upload, int number, RequestBody body) {
    String tag =
        s3.uploadPart(
                request ->
                    request
                        .bucket(target.bucket())
                        .key(target.key())
                        .uploadId(upload)
                        .partNumber(number),
                body)
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  private void complete(String upload, List<CompletedPart> parts) {
    s3.completeMultipartUpload(request ->
        request
            .bucket(target.bucket())
            .key(target.key())
            .uploadId(upload)
            .multipartUpload(all -> all.parts(parts)));
  }

  private void abort(String upload, RuntimeException reason) {
    try {
      s3.abortMultipartUpload(
          request -> request.bucket(target.bucket()).key(target.key()).uploadId(upload));
    } catch (SdkException e) {
      reason.addSuppressed(e);
    }
  }

  private int fill(byte[] buffer, InputStream content) {
    try {
      return content.readNBytes(buffer, 0, PART_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("the stream for %s broke off".formatted(target.key()), e);
    }
  }

  /** Without a copy; the client can rewind it for a retry. */
  private static RequestBody body(byte[] buffer, int length) {
    return RequestBody.fromInputStream(new ByteArrayInputStream(buffer, 0, length), length);
  }
}
