package io.framewright.gateway.assets;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.http.FileNames;
import io.framewright.gateway.objects.JsonObjects;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.IdSource;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps uploads. The content goes to the object store while it comes in; its record is written
 * behind it and makes the asset exist, so a broken upload leaves no asset.
 */
@Singleton
public final class AssetStore {

  private final ObjectStore objects;
  private final JsonObjects records;
  private final Clock clock;
  private final IdSource ids;

  AssetStore(ObjectStore objects, JsonObjects records, Clock clock, IdSource ids) {
    this.objects = objects;
    this.records = records;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Stores what {@code content} gives, to its end.
   *
   * @throws ApiException VALIDATION_ERROR if it is empty, PAYLOAD_TOO_LARGE beyond the caller's
   *     limit; nothing is stored then
   */
  public Asset store(Caller caller, String fileName, InputStream content) {
    return store(caller, ids.next(), fileName, content);
  }

  /** The same under an id of the caller's choice, in the place of what was there. */
  public Asset store(Caller caller, UUID id, String fileName, InputStream content) {
    String key = ObjectKeys.asset(caller.tenant(), id);
    HashedUpload upload = new HashedUpload(content, caller.allowance().maxUploadBytes());
    byte[] head = head(upload);
    String contentType = Sniffer.contentType(head);
    try {
      objects.put(
          key,
          new SequenceInputStream(new ByteArrayInputStream(head), upload),
          contentType,
          Map.of());
    } catch (UncheckedIOException e) {
      upload.refuseIfExceeded();
      throw new ApiException(ErrorCode.MALFORMED_REQUEST, "The upload broke off.");
    }
    Asset asset =
        new Asset(
            id,
            FileNames.shown(fileName),
            contentType,
            upload.count(),
            upload.sha256(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    records.write(record(caller.tenant(), id), asset);
    return asset;
  }

  private static byte[] head(HashedUpload upload) {
    try {
      byte[] head = upload.readNBytes(Sniffer.WINDOW);
      if (head.length == 0) {
        throw new ApiException(
            ErrorCode.VALIDATION_ERROR, "The file is empty.", ErrorDetails.field("file"));
      }
      return head;
    } catch (IOException e) {
      upload.refuseIfExceeded();
      throw new ApiException(
          ErrorCode.MALFORMED_REQUEST, "The upload broke off: " + e.getMessage());
    }
  }

  public Optional<Asset> find(TenantId tenant, UUID id) {
    return records.read(record(tenant, id), Asset.class);
  }

  /** Removes the record first: from then on there is no such asset. */
  public void delete(TenantId tenant, UUID id) {
    objects.delete(record(tenant, id));
    objects.delete(ObjectKeys.asset(tenant, id));
  }

  private static String record(TenantId tenant, UUID id) {
    return ObjectKeys.asset(tenant, id) + ".json";
  }
}
