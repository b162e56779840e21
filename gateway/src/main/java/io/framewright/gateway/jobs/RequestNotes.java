package io.framewright.gateway.jobs;

import io.framewright.gateway.objects.JsonObjects;
import io.framewright.platform.memory.RecentMap;
import io.framewright.platform.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@link RequestNote}s; they never change, so the last ones read are kept. */
@Singleton
final class RequestNotes {

  private static final int MOST = 2_000;

  private final ObjectStore objects;
  private final JsonObjects notes;
  private final Map<String, Optional<RequestNote>> recent = new RecentMap<>(MOST);

  RequestNotes(ObjectStore objects, JsonObjects notes) {
    this.objects = objects;
    this.notes = notes;
  }

  void write(String key, RequestNote note) {
    notes.write(key, note);
  }

  void delete(String key) {
    objects.delete(key);
  }

  /** The note under {@code key}, if there is one. */
  Optional<RequestNote> read(@Nullable String key) {
    if (key == null) {
      return Optional.empty();
    }
    synchronized (recent) {
      Optional<RequestNote> known = recent.get(key);
      if (known != null) {
        return known;
      }
    }
    Optional<RequestNote> note = notes.read(key, RequestNote.class);
    synchronized (recent) {
      recent.put(key, note);
    }
    return note;
  }
}
