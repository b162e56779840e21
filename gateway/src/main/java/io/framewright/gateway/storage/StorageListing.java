package io.framewright.gateway.storage;

import io.framewright.gateway.assets.Asset;
import io.framewright.gateway.objects.JsonObjects;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.ObjectStore.StoredObject;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a tenant has under a prefix, in the order of the paths. */
@Singleton
final class StorageListing {

  /** The most that one listing shows. */
  static final int LIMIT = 200;

  private final ObjectStore objects;
  private final JsonObjects pointers;

  StorageListing(ObjectStore objects, JsonObjects pointers) {
    this.objects = objects;
    this.pointers = pointers;
  }

  /**
   * One path.
   *
   * @param kind {@code object} for what was put there, {@code output} for a job's output
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Entry(
      String path,
      String kind,
      @Nullable String contentType,
      @Nullable Long bytes,
      @Nullable String sha256,
      Instant updatedAt) {}

  /** The answer. {@code truncated} if there is more. */
  @Serdeable
  record Listing(List<Entry> objects, boolean truncated) {}

  Listing list(TenantId tenant, String prefix) {
    Map<String, Entry> entries = new TreeMap<>();
    String own = ObjectKeys.storage(tenant, "");
    List<StoredObject> stored = objects.list(own + prefix, LIMIT + 1);
    stored.forEach(object -> put(entries, entryOf(object, own)));
    String links = ObjectKeys.storageLink(tenant, "");
    List<StoredObject> linked = objects.list(links + prefix, LIMIT + 1);
    linked.forEach(object ->
        put(entries, new Entry(path(object, links), "output", null, null, null, time(object))));
    return new Listing(entries.values().stream().limit(LIMIT).toList(), entries.size() > LIMIT);
  }

  private static void put(Map<String, Entry> entries, Entry entry) {
    entries.put(entry.path(), entry);
  }

  private Entry entryOf(StoredObject object, String root) {
    return pointers
        .read(object.key(), Asset.class)
        .map(asset ->
            new Entry(
                path(object, root),
                "object",
                asset.contentType(),
                asset.bytes(),
                asset.sha256(),
                asset.createdAt()))
        .orElseGet(() -> new Entry(path(object, root), "object", null, null, null, time(object)));
  }

  private static String path(StoredObject object, String root) {
    return StoragePath.ROOT + object.key().substring(root.length());
  }

  private static Instant time(StoredObject object) {
    return Instant.ofEpochMilli(object.lastModified());
  }
}
