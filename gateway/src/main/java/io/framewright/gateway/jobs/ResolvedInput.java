package io.framewright.gateway.jobs;

import io.framewright.gateway.assets.Asset;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * An input, found: an object that never changes.
 *
 * @param fileName as the client knows it
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record ResolvedInput(
    String key, String sha256, long bytes, String contentType, MediaKind kind, String fileName) {

  static ResolvedInput of(TenantId tenant, Asset asset) {
    return new ResolvedInput(
        ObjectKeys.asset(tenant, asset.id()),
        asset.sha256(),
        asset.bytes(),
        asset.contentType(),
        asset.kind(),
        asset.filename());
  }
}
