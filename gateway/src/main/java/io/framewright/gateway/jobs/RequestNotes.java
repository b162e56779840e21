package io.framewright.gateway.jobs;

import io.framewright.platform.storage.ObjectStore;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@link RequestNote}s; they never change, so the last ones read are kept. */
@Singleton
final class RequestNotes {

  private static final int MOST = 2_000;

  private final ObjectStore objects;
  private final JsonMapper json;
  private final Map<String, Optional<RequestNote>> recent =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<RequestNote>> eldest) {
          return size() > MOST;
        }
      };

  RequestNotes(ObjectStore objects, JsonMapper json) {
    this.objects = objects;
    this.json = json;
  }

  void write(String key, RequestNote note) {
    try {
      objects.put(key, json.writeValueAsBytes(note), "application/json", Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a request note", e);
    }
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
    Optional<RequestNote> note = objects.get(key).map(this::parse);
    synchronized (recent) {
      recent.put(key, note);
    }
    return note;
  }

  private RequestNote parse(ObjectStore.Content content) {
    try (content) {
      return Objects.requireNonNull(json.readValue(content.stream(), RequestNote.class));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the request note " + content.object().key(), e);
    }
  }
}
