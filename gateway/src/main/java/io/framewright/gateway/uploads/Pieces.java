package io.framewright.gateway.uploads;

import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.ObjectStore.StoredObject;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The pieces of one upload in the object store, each under a key that ends in the offset at which
 * it begins. They are all there is to know about how far the upload is: any gateway can go on.
 */
final class Pieces {

  /** More would make each request slow; a client that gets here sends tiny pieces. */
  static final int MOST = 10_000;

  private static final String FOLDER = "pieces/";
  private static final int DIGITS = 15;

  private final ObjectStore objects;
  private final String root;

  /**
   * @param root key prefix of the upload
   */
  Pieces(ObjectStore objects, String root) {
    this.objects = objects;
    this.root = root + FOLDER;
  }

  /** What has arrived without a gap. A piece that does not join is a leftover, and not counted. */
  private List<StoredObject> joined() {
    List<StoredObject> joined = new ArrayList<>();
    long offset = 0;
    for (StoredObject piece : objects.list(root, MOST + 1)) {
      if (piece.key().equals(key(offset))) {
        joined.add(piece);
        offset += piece.bytes();
      }
    }
    return joined;
  }

  /** How many bytes have arrived. */
  long offset() {
    return joined().stream().mapToLong(StoredObject::bytes).sum();
  }

  /**
   * Makes sure that a piece can follow at {@code offset}.
   *
   * @throws ApiException VALIDATION_ERROR if there are too many already
   */
  void prepareAt(long offset) {
    cut(offset);
    if (objects.list(root, MOST).size() == MOST) {
      throw new ApiException(
          ErrorCode.VALIDATION_ERROR,
          "The upload has %d pieces already; begin it anew with larger ones.".formatted(MOST));
    }
  }

  void add(long offset, byte[] content) {
    objects.put(key(offset), content, "application/octet-stream", Map.of());
  }

  /** Takes back what begins at {@code offset} or behind. */
  void cut(long offset) {
    for (StoredObject piece : objects.list(root, MOST + 1)) {
      if (piece.key().compareTo(key(offset)) >= 0) {
        objects.delete(piece.key());
      }
    }
  }

  private String key(long offset) {
    return root + ("%0" + DIGITS + "d").formatted(offset);
  }

  /** All of it, one piece after the other; the store is asked for a piece when it is its turn. */
  InputStream content() {
    List<StoredObject> pieces = joined();
    return new SequenceInputStream(
        Collections.enumeration(
            new AbstractList<>() {
              @Override
              public InputStream get(int index) {
                return open(pieces.get(index).key());
              }

              @Override
              public int size() {
                return pieces.size();
              }
            }));
  }

  private InputStream open(String key) {
    return objects
        .get(key)
        .orElseThrow(() ->
            ApiException.unavailable("A piece of the upload is gone; ask with HEAD again.", null))
        .stream();
  }
}
