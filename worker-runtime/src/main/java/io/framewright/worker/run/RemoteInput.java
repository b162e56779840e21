package io.framewright.worker.run;

import io.framewright.platform.egress.Fetch;
import io.framewright.platform.egress.RemoteFiles;
import io.framewright.platform.egress.RemoteSource;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Brings an input from the address that a client named, and stores it under the input's key: later
 * attempts, and jobs that repeat this one, read what was stored and do not ask the address again.
 */
final class RemoteInput {

  private final ObjectStore store;
  private final RemoteFiles files;
  private final TaskContext context;

  RemoteInput(ObjectStore store, RemoteFiles files, TaskContext context) {
    this.store = store;
    this.files = files;
    this.context = context;
  }

  /** The file, or why there is none. */
  sealed interface Brought {
    record There(LocalCopy copy) implements Brought {}

    record Missing(TaskResult why) implements Brought {}
  }

  /**
   * @param name of the input, for messages
   * @param percent is told 0 to 100; of what the file may have where its length is not announced
   * @throws LocalCopy.DiskException if the worker cannot write the file
   */
  Brought bring(String name, String key, Path file, DoubleConsumer percent)
      throws IOException, InterruptedException {
    Optional<RemoteSource> source = RemoteSource.of(store, key);
    if (source.isEmpty()) {
      return new Brought.Missing(
          new TaskResult.BadInput(
              ErrorCode.ASSET_NOT_FOUND,
              "where input '%s' is to be fetched from is not known any more".formatted(name)));
    }
    long most = source.get().maxBytes();
    context.log("fetching input '%s' from its address".formatted(name));
    Fetch<LocalCopy> fetch =
        files.read(
            source.get().url(),
            most,
            context::onCancel,
            (content, length) ->
                LocalCopy.of(
                    content, file, bytes -> percent.accept(100.0 * bytes / length.orElse(most))));
    return switch (fetch) {
      case Fetch.Read<LocalCopy>(var copy) -> {
        context.log("input '%s' has %d bytes".formatted(name, copy.bytes()));
        store.put(key, file, "application/octet-stream", Map.of(ObjectStore.SHA256, copy.sha256()));
        yield new Brought.There(copy);
      }
      case Fetch.Failed<LocalCopy>(var why, var reason) ->
          new Brought.Missing(failure(why, "input '%s': %s".formatted(name, reason)));
    };
  }

  private static TaskResult failure(Fetch.Why why, String message) {
    return why.mayPass()
        ? new TaskResult.Transient(code(why), message)
        : new TaskResult.BadInput(code(why), message);
  }

  private static ErrorCode code(Fetch.Why why) {
    return switch (why) {
      case BLOCKED -> ErrorCode.EGRESS_BLOCKED;
      case NOT_GIVEN -> ErrorCode.SOURCE_REFUSED;
      case TOO_LARGE -> ErrorCode.PAYLOAD_TOO_LARGE;
      case UNAVAILABLE -> ErrorCode.SOURCE_UNAVAILABLE;
      case BROKEN_OFF -> ErrorCode.INPUT_TRUNCATED;
    };
  }
}
