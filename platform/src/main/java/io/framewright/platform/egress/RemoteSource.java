package io.framewright.platform.egress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * Where an input is to be fetched from: a note in the object store, because an address may hold a
 * secret and the log is for ever.
 *
 * @param url as the client wrote it
 * @param maxBytes that the file may have
 */
public record RemoteSource(String url, long maxBytes) {

  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  /** Keeps the note for the input {@code key}. */
  public void keep(ObjectStore store, String key) {
    try {
      store.put(
          ObjectKeys.remoteSource(key), JSON.writeValueAsBytes(this), "application/json", Map.of());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write where the input %s is".formatted(key), e);
    }
  }

  /** The note for the input {@code key}, if there is one. */
  public static Optional<RemoteSource> of(ObjectStore store, String key) throws IOException {
    Optional<ObjectStore.Content> note = store.get(ObjectKeys.remoteSource(key));
    if (note.isEmpty()) {
      return Optional.empty();
    }
    try (ObjectStore.Content content = note.get()) {
      return Optional.of(JSON.readValue(content.stream(), RemoteSource.class));
    }
  }

  @Override
  public String toString() {
    return "RemoteSource[at most %d bytes]".formatted(maxBytes);
  }
}
