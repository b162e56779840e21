package io.framewright.testing;

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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** Objects in memory; the store can be away, and tells before each put. */
public final class InMemoryObjectStore implements ObjectStore {

  private static final class Kept {
    private final byte[] content;
    private final String contentType;
    private final Map<String, String> attributes;

    Kept(byte[] content, String contentType, Map<String, String> attributes) {
      this.content = content;
      this.contentType = contentType;
      this.attributes = attributes;
    }
  }

  private final NavigableMap<String, Kept> objects = new ConcurrentSkipListMap<>();
  private volatile boolean away;
  private volatile Consumer<String> beforePut = _ -> {};

  /** From now on the store is away, or back. */
  public void away(boolean gone) {
    away = gone;
  }

  /** What happens with a key before something is stored under it. */
  public void beforePut(Consumer<String> action) {
    beforePut = action;
  }

  public List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  public byte[] content(String key) {
    return Optional.ofNullable(objects.get(key)).orElseThrow().content;
  }

  /** Stores without any of what a put does: what a test finds there. */
  public void add(String key, byte[] content) {
    objects.put(key, new Kept(content, "application/octet-stream", Map.of()));
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
    check();
    beforePut.accept(key);
    objects.put(key, new Kept(content, contentType, attributes));
  }

  @Override
  public long put(
      String key, InputStream content, String contentType, Map<String, String> attributes) {
    try {
      byte[] all = content.readAllBytes();
      put(key, all, contentType, attributes);
      return all.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<StoredObject> head(String key) {
    check();
    return Optional.ofNullable(objects.get(key)).map(kept -> described(key, kept));
  }

  private static StoredObject described(String key, Kept kept) {
    return new StoredObject(key, kept.content.length, kept.contentType, 0, kept.attributes);
  }

  @Override
  public Optional<Content> get(String key) {
    check();
    return Optional.ofNullable(objects.get(key))
        .map(kept -> new Content(described(key, kept), new ByteArrayInputStream(kept.content)));
  }

  @Override
  public Optional<Content> get(String key, long first, long last) {
    check();
    return Optional.ofNullable(objects.get(key))
        .map(kept ->
            new Content(
                described(key, kept),
                new ByteArrayInputStream(
                    Arrays.copyOfRange(kept.content, (int) first, (int) last + 1))));
  }

  @Override
  public void delete(String key) {
    check();
    objects.remove(key);
  }

  @Override
  public List<StoredObject> list(String prefix, int limit) {
    check();
    return objects.tailMap(prefix).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .limit(limit)
        .map(entry -> described(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public URI presignGet(String key, Duration lifetime, String downloadName) {
    return URI.create("http://127.0.0.1/%s?signed=%d".formatted(key, lifetime.toSeconds()));
  }

  @Override
  public PresignedPut presignPut(String key, Duration lifetime, String contentType, long bytes) {
    return new PresignedPut(
        URI.create("http://127.0.0.1/%s?signed=%d".formatted(key, lifetime.toSeconds())),
        Map.of("content-type", contentType));
  }

  @Override
  public void createBucket() {
    check();
  }

  private void check() {
    if (away) {
      throw new StorageException("the store is away", new IOException("connection refused"));
    }
  }
}
