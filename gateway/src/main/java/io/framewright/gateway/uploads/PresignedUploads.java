package io.framewright.gateway.uploads;

import io.framewright.gateway.assets.Asset;
import io.framewright.gateway.assets.AssetStore;
import io.framewright.gateway.assets.HashedUpload;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.objects.JsonObjects;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.IdSource;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.ObjectStore.PresignedPut;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Uploads that go to the object store by a link, past the gateway. What was stored by the link can
 * be replaced as long as the link lives; so completing an upload takes a copy, and looks at that.
 */
@Singleton
final class PresignedUploads {

  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Pattern TYPE = Pattern.compile("[\\w.+-]{1,100}/[\\w.+-]{1,100}");

  private final ObjectStore objects;
  private final JsonObjects notes;
  private final AssetStore assets;
  private final Clock clock;
  private final IdSource ids;

  PresignedUploads(
      ObjectStore objects, JsonObjects notes, AssetStore assets, Clock clock, IdSource ids) {
    this.objects = objects;
    this.notes = notes;
    this.assets = assets;
    this.clock = clock;
    this.ids = ids;
  }

  /** An upload that may begin. */
  record Begun(UploadNote note, PresignedPut put) {}

  /**
   * Makes the link.
   *
   * @param contentType that the client will send; the asset's type is found from the content
   * @param bytes that it will send, no more and no fewer
   * @throws ApiException PAYLOAD_TOO_LARGE, or VALIDATION_ERROR for what is no type or length
   */
  Begun begin(Caller caller, String contentType, long bytes, String fileName) {
    HashedUpload.refuseLength(caller, bytes);
    if (bytes < 1) {
      throw wrong("bytes", "is the file's length, from 1", Long.toString(bytes));
    }
    if (!TYPE.matcher(contentType).matches()) {
      throw wrong("content_type", "is a media type such as image/jpeg", contentType);
    }
    UploadNote note =
        new UploadNote(
            ids.next(),
            bytes,
            fileName,
            null,
            clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS));
    notes.write(noteKey(caller.tenant(), note.id()), note);
    return new Begun(
        note,
        objects.presignPut(contentKey(caller.tenant(), note.id()), LIFETIME, contentType, bytes));
  }

  private static ApiException wrong(String field, String problem, String value) {
    return new ApiException(
        ErrorCode.VALIDATION_ERROR,
        "'%s' %s.".formatted(field, problem),
        ErrorDetails.field(field).value(value));
  }

  /**
   * Makes an asset of what was stored by the link. The same call again finds the asset.
   *
   * @throws ApiException ASSET_NOT_FOUND; INVALID_STATE if nothing has arrived
   */
  Asset complete(Caller caller, UUID id) {
    TenantId tenant = caller.tenant();
    Optional<Asset> there = assets.find(tenant, id);
    if (there.isPresent()) {
      return there.get();
    }
    UploadNote note =
        notes.read(noteKey(tenant, id), UploadNote.class).orElseThrow(PresignedUploads::absent);
    Asset asset = copied(caller, note);
    objects.delete(contentKey(tenant, id));
    objects.delete(noteKey(tenant, id));
    return asset;
  }

  /** The error for an upload that is not there, or not the caller's. */
  static ApiException absent() {
    return new ApiException(ErrorCode.ASSET_NOT_FOUND, "There is no such upload.");
  }

  private Asset copied(Caller caller, UploadNote note) {
    try (ObjectStore.Content content =
        objects
            .get(contentKey(caller.tenant(), note.id()))
            .orElseThrow(() ->
                new ApiException(
                    ErrorCode.INVALID_STATE,
                    "Nothing has arrived yet: send the file to the link first."))) {
      return assets.store(caller, note.id(), note.fileName(), content.stream());
    } catch (IOException e) {
      throw ApiException.unavailable("The upload could not be read.", e);
    }
  }

  private static String noteKey(TenantId tenant, UUID id) {
    return ObjectKeys.upload(tenant, id) + "presigned.json";
  }

  private static String contentKey(TenantId tenant, UUID id) {
    return ObjectKeys.upload(tenant, id) + "content";
  }
}
