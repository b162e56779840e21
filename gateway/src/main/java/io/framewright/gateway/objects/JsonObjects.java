package io.framewright.gateway.objects;

import io.framewright.platform.storage.ObjectStore;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Small records as JSON objects in the store. */
@Singleton
public final class JsonObjects {

  private final ObjectStore objects;
  private final JsonMapper json;

  JsonObjects(ObjectStore objects, JsonMapper json) {
    this.objects = objects;
    this.json = json;
  }

  /** Stores {@code value} under {@code key}, in the place of what was there. */
  public void write(String key, Object value) {
    try {
      objects.put(key, json.writeValueAsBytes(value), "application/json", Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s as JSON".formatted(key), e);
    }
  }

  /** What {@link #write} has stored under {@code key}, if anything. */
  public <T> Optional<T> read(String key, Class<T> type) {
    return objects.get(key).map(content -> parse(content, type));
  }

  private <T> T parse(ObjectStore.Content content, Class<T> type) {
    try (content) {
      return Objects.requireNonNull(json.readValue(content.stream(), type));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read %s as %s".formatted(content.object().key(), type.getSimpleName()), e);
    }
  }
}
