package io.framewright.worker.fakes;

import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** Objects in memory; it can be away, and tells before each put. */
public final class InMemoryObjectStore implements ObjectStore {

  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private volatile boolean away;
  private volatile Consumer<String> beforePut = _ -> {};

  public void goAway() {
    away = true;
  }

  /** What happens with a key before something is stored under it. */
  public void beforePut(Consumer<String> action) {
    beforePut = action;
  }

  public List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  public byte[] content(String key) {
    return Optional.ofNullable(objects.get(key)).orElseThrow();
  }

  public void add(String key, byte[] content) {
    objects.put(key, content);
  }

  private void checkPresent() {
    if (away) {
      throw new StorageException("the store is away", new IOException("connection refused"));
    }
  }

  @Override
  public void put(String key, Path file, String contentType, Map<String, String> attributes) {
    try {
      put(key, Files.readAllBytes(file), contentType, attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void put(String key, byte[] content, String contentType, Map<String, String> attributes) {
    checkPresent();
    beforePut.accept(key);
    objects.put(key, content);
  }

  @Override
  public long put(
      String key, InputStream content, String contentType, Map<String, String> attributes) {
    try {
      byte[] bytes = content.readAllBytes();
      put(key, bytes, contentType, attributes);
      return bytes.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<StoredObject> head(String key) {
    checkPresent();
    return Optional.ofNullable(objects.get(key)).map(bytes -> described(key, bytes));
  }

  private static StoredObject described(String key, byte[] bytes) {
    return new StoredObject(key, bytes.length, "application/octet-stream", 0, Map.of());
  }

  @Override
  public Optional<Content> get(String key) {
    checkPresent();
    return Optional.ofNullable(objects.get(key))
        .map(bytes -> new Content(described(key, bytes), new ByteArrayInputStream(bytes)));
  }

  @Override
  public Optional<Content> get(String key, long first, long last) {
    checkPresent();
    return Optional.ofNullable(objects.get(key))
        .map(bytes ->
            new Content(
                described(key, bytes),
                new ByteArrayInputStream(Arrays.copyOfRange(bytes, (int) first, (int) last + 1))));
  }

  @Override
  public void delete(String key) {
    checkPresent();
    objects.remove(key);
  }

  @Override
  public List<StoredObject> list(String prefix, int limit) {
    checkPresent();
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .limit(limit)
        .map(entry -> described(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public URI presignGet(String key, Duration lifetime, String downloadName) {
    return URI.create("memory:" + key);
  }

  @Override
  public void createBucket() {
    checkPresent();
  }
}
