package io.framewright.platform.storage;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects by key. Keys come from {@link ObjectKeys} and never from a client. Every method throws
 * {@link StorageException} when the store is away or answers with an error; an object that is not
 * there is an empty answer.
 */
public interface ObjectStore {

  /** What the store knows about one object; {@code lastModified} in epoch milliseconds. */
  record StoredObject(
      String key,
      long bytes,
      String contentType,
      long lastModified,
      Map<String, String> attributes) {

    public StoredObject {
      attributes = Map.copyOf(attributes);
    }
  }

  /** Content with its description. The caller closes it. */
  record Content(StoredObject object, InputStream stream) implements AutoCloseable {
    @Override
    public void close() throws java.io.IOException {
      stream.close();
    }
  }

  /**
   * Stores a file under {@code key}, replacing what was there.
   *
   * @param attributes short ASCII names and values that are kept with the object
   */
  void put(String key, Path file, String contentType, Map<String, String> attributes);

  /** Stores a small value. */
  void put(String key, byte[] content, String contentType, Map<String, String> attributes);

  /**
   * Stores a stream of unknown length in constant memory (a multipart upload). If the stream fails
   * nothing is stored. The caller closes the stream.
   *
   * @return the number of bytes stored
   * @throws java.io.UncheckedIOException if {@code content} cannot be read
   */
  long put(String key, InputStream content, String contentType, Map<String, String> attributes);

  Optional<StoredObject> head(String key);

  /** The whole object. */
  Optional<Content> get(String key);

  /**
   * Bytes {@code first} to {@code last}, both inclusive, from 0. The description is the whole
   * object's.
   *
   * @throws IllegalArgumentException if the range is not within the object
   */
  Optional<Content> get(String key, long first, long last);

  /** Removes the object; nothing happens if there is none. */
  void delete(String key);

  /**
   * At most {@code limit} objects whose key begins with {@code prefix}, in key order. A listing has
   * neither content type nor attributes: those are empty, and {@link #head} has them.
   */
  List<StoredObject> list(String prefix, int limit);

  /**
   * A link to the object that needs no credentials, for the host that clients see.
   *
   * @param lifetime at most 7 days
   * @param downloadName file name that browsers save under
   */
  URI presignGet(String key, Duration lifetime, String downloadName);

  /** The attribute that holds the content's SHA-256 in lower-case hex, where a worker wrote it. */
  String SHA256 = "sha256";

  /**
   * What a client without credentials sends to store an object.
   *
   * @param headers that it sends, as they are signed
   */
  record PresignedPut(URI url, Map<String, String> headers) {

    public PresignedPut {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * A link that stores exactly so many bytes of that type under {@code key}, as often as it is
   * used: whoever relies on what was stored takes a copy.
   *
   * @param lifetime at most 7 days
   * @param bytes from 1
   */
  PresignedPut presignPut(String key, Duration lifetime, String contentType, long bytes);

  /** Creates the bucket if it is missing; called once at start. */
  void createBucket();
}
