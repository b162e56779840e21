package io.framewright.worker.run;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.Digests;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.StorageException;
import io.framewright.schemas.avro.TaskInput;
import io.framewright.worker.TaskResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;

/**
 * Brings a task's inputs from the object store to local files that are called like the input, never
 * like the user's file, and checks length and SHA-256 where the task names them.
 */
final class InputFetcher {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final int CHUNK = 1 << 16;

  private final ObjectStore store;

  InputFetcher(ObjectStore store) {
    this.store = store;
  }

  /** The files by input name, or why there are none. */
  sealed interface Fetched {
    record Files(Map<String, Path> byName) implements Fetched {}

    record Failed(TaskResult why) implements Fetched {}
  }

  /**
   * @param attempt a damaged copy is tried again once: on the first attempt it passes as trouble on
   *     the way, later as what the object is
   * @param percent is told 0 to 100
   */
  Fetched fetch(List<TaskInput> inputs, Path directory, int attempt, DoubleConsumer percent)
      throws InterruptedException {
    Map<String, Path> files = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      TaskInput input = inputs.get(i);
      if (!NAME.matcher(input.getName()).matches()) {
        return badInput(
            ErrorCode.INVALID_INPUT, "'%s' is no input name".formatted(input.getName()));
      }
      Path file = directory.resolve(input.getName());
      Optional<TaskResult> trouble = fetchOne(input, file, attempt);
      if (trouble.isPresent()) {
        return new Fetched.Failed(trouble.get());
      }
      files.put(input.getName(), file);
      percent.accept(100.0 * (i + 1) / inputs.size());
    }
    return new Fetched.Files(files);
  }

  private static Fetched badInput(ErrorCode code, String message) {
    return new Fetched.Failed(new TaskResult.BadInput(code, message));
  }

  private Optional<TaskResult> fetchOne(TaskInput input, Path file, int attempt)
      throws InterruptedException {
    String name = input.getName();
    if (input.getKey() == null) {
      return Optional.of(
          new TaskResult.BadInput(
              ErrorCode.INVALID_INPUT, "input '%s' names no object".formatted(name)));
    }
    try {
      Optional<ObjectStore.Content> found = store.get(input.getKey());
      if (found.isEmpty()) {
        return Optional.of(
            new TaskResult.BadInput(
                ErrorCode.ASSET_NOT_FOUND, "input '%s' is not there any more".formatted(name)));
      }
      try (ObjectStore.Content content = found.get()) {
        return damage(input, copy(content.stream(), file))
            .map(damage ->
                attempt == 1
                    ? new TaskResult.Transient(ErrorCode.INPUT_CORRUPT, damage)
                    : new TaskResult.BadInput(ErrorCode.INPUT_CORRUPT, damage));
      }
    } catch (LocalDiskException e) {
      return Optional.of(
          new TaskResult.Resource(
              ErrorCode.INSUFFICIENT_RESOURCES,
              "no room for input '%s' on the worker: %s".formatted(name, e.getMessage())));
    } catch (StorageException | IOException e) {
      return Optional.of(
          new TaskResult.Transient(
              ErrorCode.STORAGE_ERROR,
              "input '%s' could not be read: %s".formatted(name, e.getMessage())));
    }
  }

  /** What was written, as it was read. */
  private record Copied(long bytes, String sha256) {}

  private static Copied copy(InputStream from, Path file) throws IOException, InterruptedException {
    MessageDigest digest = Digests.newSha256();
    byte[] chunk = new byte[CHUNK];
    long bytes = 0;
    try (OutputStream to = Files.newOutputStream(file)) {
      for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while fetching");
        }
        digest.update(chunk, 0, read);
        write(to, chunk, read);
        bytes += read;
      }
    }
    return new Copied(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static void write(OutputStream to, byte[] chunk, int length) throws LocalDiskException {
    try {
      to.write(chunk, 0, length);
    } catch (IOException e) {
      throw new LocalDiskException(e);
    }
  }

  private static Optional<String> damage(TaskInput input, Copied copied) {
    if (input.getBytes() != null && input.getBytes() != copied.bytes()) {
      return Optional.of(
          "input '%s' has %d bytes where %d were uploaded"
              .formatted(input.getName(), copied.bytes(), input.getBytes()));
    }
    if (input.getSha256() != null && !input.getSha256().equals(copied.sha256())) {
      return Optional.of(
          "input '%s' has the SHA-256 %s where %s was uploaded"
              .formatted(input.getName(), copied.sha256(), input.getSha256()));
    }
    return Optional.empty();
  }

  /** The worker's own disk failed, not the object store. */
  private static final class LocalDiskException extends IOException {
    private static final long serialVersionUID = 1L;

    LocalDiskException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
