package io.framewright.gateway.uploads;

import io.framewright.gateway.assets.Asset;
import io.framewright.gateway.assets.AssetStore;
import io.framewright.gateway.assets.HashedUpload;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.objects.JsonObjects;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.IdSource;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Uploads that come in pieces. All that is known of one lies in the object store, so that it goes
 * on at any gateway, and after a restart. The last piece makes it an asset with the upload's id.
 */
@Singleton
final class ResumableUploads {

  private final ObjectStore objects;
  private final JsonObjects notes;
  private final AssetStore assets;
  private final UploadSettings settings;
  private final Clock clock;
  private final IdSource ids;
  private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

  ResumableUploads(
      ObjectStore objects,
      JsonObjects notes,
      AssetStore assets,
      UploadSettings settings,
      Clock clock,
      IdSource ids) {
    this.objects = objects;
    this.notes = notes;
    this.assets = assets;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * How far an upload is.
   *
   * @param offset bytes that have arrived
   * @param asset what it became, once it is whole
   */
  record State(UploadNote note, long offset, Optional<Asset> asset) {}

  /**
   * Begins an upload.
   *
   * @throws ApiException PAYLOAD_TOO_LARGE, or VALIDATION_ERROR for an empty file
   */
  UploadNote begin(Caller caller, long length, String fileName, @Nullable String metadata) {
    HashedUpload.refuseLength(caller, length);
    if (length == 0) {
      throw new ApiException(ErrorCode.VALIDATION_ERROR, "The file is empty.");
    }
    UploadNote note =
        new UploadNote(
            ids.next(),
            length,
            fileName,
            metadata,
            clock.instant().plus(settings.lifetime()).truncatedTo(ChronoUnit.SECONDS));
    notes.write(noteKey(caller.tenant(), note.id()), note);
    return note;
  }

  /**
   * How far the upload is; one that is whole and has not become an asset yet becomes it now.
   *
   * @throws ApiException UPLOAD_NOT_FOUND, UPLOAD_EXPIRED
   */
  State find(Caller caller, UUID id) {
    State state = look(caller.tenant(), id);
    if (isWhole(state) && busy.add(id)) {
      try {
        return completed(caller, state);
      } finally {
        busy.remove(id);
      }
    }
    return state;
  }

  private State look(TenantId tenant, UUID id) {
    UploadNote note =
        notes
            .read(noteKey(tenant, id), UploadNote.class)
            .orElseThrow(
                () -> new ApiException(ErrorCode.UPLOAD_NOT_FOUND, "There is no such upload."));
    Optional<Asset> asset = assets.find(tenant, id);
    if (asset.isPresent()) {
      return new State(note, note.length(), asset);
    }
    if (clock.instant().isAfter(note.expiresAt())) {
      throw new ApiException(ErrorCode.UPLOAD_EXPIRED, "The upload was not completed in time.");
    }
    return new State(note, pieces(tenant, id).offset(), Optional.empty());
  }

  private static boolean isWhole(State state) {
    return state.asset().isEmpty() && state.offset() == state.note().length();
  }

  /**
   * Adds what {@code content} gives at {@code offset}.
   *
   * @param announced length of the content, or -1
   * @throws ApiException UPLOAD_NOT_FOUND, UPLOAD_EXPIRED, UPLOAD_IN_USE, UPLOAD_OFFSET_MISMATCH,
   *     PAYLOAD_TOO_LARGE, CHECKSUM_MISMATCH, VALIDATION_ERROR for too many pieces
   */
  State append(
      Caller caller,
      UUID id,
      long offset,
      long announced,
      Optional<Checksum> checksum,
      InputStream content) {
    look(caller.tenant(), id);
    take(id);
    try {
      State before = look(caller.tenant(), id); // again, as it may have grown meanwhile
      long room = before.note().length() - before.offset();
      if (offset != before.offset()) {
        throw new ApiException(
            ErrorCode.UPLOAD_OFFSET_MISMATCH,
            "%d bytes have arrived, and the request goes on at %d."
                .formatted(before.offset(), offset));
      }
      if (announced > room) {
        throw new ApiException(
            ErrorCode.PAYLOAD_TOO_LARGE, "The upload lacks no more than %d bytes.".formatted(room));
      }
      Pieces pieces = pieces(caller.tenant(), id);
      pieces.prepareAt(offset);
      long reached =
          room == 0 ? offset : new Arrival(pieces, offset, room, checksum).store(content);
      State now = new State(before.note(), reached, before.asset());
      return isWhole(now) ? completed(caller, now) : now;
    } finally {
      busy.remove(id);
    }
  }

  private State completed(Caller caller, State whole) {
    UploadNote note = whole.note();
    Pieces pieces = pieces(caller.tenant(), note.id());
    try (InputStream content = pieces.content()) {
      Asset asset = assets.store(caller, note.id(), note.fileName(), content);
      pieces.cut(0);
      return new State(note, note.length(), Optional.of(asset));
    } catch (IOException e) {
      throw ApiException.unavailable("The pieces could not be put together.", e);
    }
  }

  /**
   * Ends the upload and forgets its pieces; an asset that it became stays.
   *
   * @throws ApiException UPLOAD_NOT_FOUND, UPLOAD_EXPIRED, UPLOAD_IN_USE
   */
  void end(Caller caller, UUID id) {
    look(caller.tenant(), id);
    take(id);
    try {
      objects.delete(noteKey(caller.tenant(), id));
      pieces(caller.tenant(), id).cut(0);
    } finally {
      busy.remove(id);
    }
  }

  private void take(UUID id) {
    if (!busy.add(id)) {
      throw new ApiException(ErrorCode.UPLOAD_IN_USE, "Another request writes to this upload.");
    }
  }

  private Pieces pieces(TenantId tenant, UUID id) {
    return new Pieces(objects, ObjectKeys.upload(tenant, id));
  }

  private static String noteKey(TenantId tenant, UUID id) {
    return ObjectKeys.upload(tenant, id) + "note.json";
  }
}
