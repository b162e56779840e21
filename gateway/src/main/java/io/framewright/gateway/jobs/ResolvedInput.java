package io.framewright.gateway.jobs;

import io.framewright.gateway.assets.Asset;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.assets.Sniffer;
import io.framewright.gateway.estimate.Estimates;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * An input, found: an object that never changes once it is there.
 *
 * @param sha256 lower-case hex; null while nobody has fetched what is at {@code url}
 * @param bytes null where {@code sha256} is
 * @param fileName as the client knows it
 * @param url where a worker fetches it from, if it is not there; null for what was uploaded
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record ResolvedInput(
    String key,
    @Nullable String sha256,
    @Nullable Long bytes,
    String contentType,
    MediaKind kind,
    String fileName,
    @Nullable String url) {

  private static final String UNKNOWN = "application/octet-stream";

  /** An input that is there. */
  ResolvedInput(
      String key, String sha256, long bytes, String contentType, MediaKind kind, String fileName) {
    this(key, sha256, bytes, contentType, kind, fileName, null);
  }

  static ResolvedInput of(TenantId tenant, Asset asset) {
    return new ResolvedInput(
        ObjectKeys.asset(tenant, asset.id()),
        asset.sha256(),
        asset.bytes(),
        asset.contentType(),
        asset.kind(),
        asset.filename());
  }

  /** What is at an address, of which nothing is known yet. */
  static ResolvedInput remote(String key, String fileName, String url) {
    return new ResolvedInput(key, null, null, UNKNOWN, MediaKind.OTHER, fileName, url);
  }

  /** The same once its content is known. */
  ResolvedInput fetched(@Nullable String digest, long length) {
    return new ResolvedInput(key, digest, length, contentType, kind, fileName, url);
  }

  /** What an estimate goes by. */
  Estimates.Source source() {
    return Estimates.Source.of(sha256, bytes, likelyKind());
  }

  /** What it is, or, where nothing of it was seen yet, what its name says. */
  MediaKind likelyKind() {
    return sha256 == null ? MediaKind.of(Sniffer.byName(fileName)) : kind;
  }
}
