package io.framewright.worker.run;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.StorageException;
import io.framewright.schemas.avro.TaskInput;
import io.framewright.worker.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings a task's inputs to local files that are called like the input, never like the user's file,
 * and checks length and SHA-256 where they are known. What is to come from an address and is not in
 * the object store yet is fetched from there.
 */
final class InputFetcher {

  /** The attribute of an object that holds the lower-case hex SHA-256 of its content. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

  private final ObjectStore store;
  private final RemoteInput remote;

  InputFetcher(ObjectStore store, RemoteInput remote) {
    this.store = store;
    this.remote = remote;
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
      double before = i;
      Optional<TaskResult> trouble =
          fetchOne(
              input, file, attempt, own -> percent.accept((100 * before + own) / inputs.size()));
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

  private Optional<TaskResult> fetchOne(
      TaskInput input, Path file, int attempt, DoubleConsumer percent) throws InterruptedException {
    String name = input.getName();
    String key = input.getKey();
    if (key == null) {
      return Optional.of(
          new TaskResult.BadInput(
              ErrorCode.INVALID_INPUT, "input '%s' names no object".formatted(name)));
    }
    try {
      Optional<ObjectStore.Content> found = store.get(key);
      if (found.isPresent()) {
        return stored(input, found.get(), file, attempt);
      }
      return ObjectKeys.isRemote(key)
          ? brought(input, remote.bring(name, key, file, percent), attempt)
          : Optional.of(
              new TaskResult.BadInput(
                  ErrorCode.ASSET_NOT_FOUND, "input '%s' is not there any more".formatted(name)));
    } catch (LocalCopy.DiskException e) {
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

  private static Optional<TaskResult> stored(
      TaskInput input, ObjectStore.Content found, Path file, int attempt)
      throws IOException, InterruptedException {
    try (ObjectStore.Content content = found) {
      LocalCopy copy = LocalCopy.of(content.stream(), file, _ -> {});
      String known = content.object().attributes().get(ObjectStore.SHA256);
      return damage(input, known, copy).map(damage -> damaged(damage, attempt));
    }
  }

  private static Optional<TaskResult> brought(
      TaskInput input, RemoteInput.Brought brought, int attempt) {
    return switch (brought) {
      case RemoteInput.Brought.There(var copy) ->
          damage(input, null, copy).map(damage -> damaged(damage, attempt));
      case RemoteInput.Brought.Missing(var why) -> Optional.of(why);
    };
  }

  private static TaskResult damaged(String damage, int attempt) {
    return attempt == 1
        ? new TaskResult.Transient(ErrorCode.INPUT_CORRUPT, damage)
        : new TaskResult.BadInput(ErrorCode.INPUT_CORRUPT, damage);
  }

  /**
   * @param known the SHA-256 that the object says of itself, where the task does not
   */
  private static Optional<String> damage(TaskInput input, @Nullable String known, LocalCopy copy) {
    if (input.getBytes() != null && input.getBytes() != copy.bytes()) {
      return Optional.of(
          "input '%s' has %d bytes where %d were uploaded"
              .formatted(input.getName(), copy.bytes(), input.getBytes()));
    }
    String expected = input.getSha256() == null ? known : input.getSha256();
    if (expected != null && !expected.equals(copy.sha256())) {
      return Optional.of(
          "input '%s' has the SHA-256 %s where %s was uploaded"
              .formatted(input.getName(), copy.sha256(), expected));
    }
    return Optional.empty();
  }
}
