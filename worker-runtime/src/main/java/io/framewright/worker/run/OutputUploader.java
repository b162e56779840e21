package io.framewright.worker.run;

import io.framewright.platform.ids.Digests;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.StorageException;
import io.framewright.schemas.avro.Rendition;
import io.framewright.worker.TaskResult.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores what one run made, under keys of this run alone, and takes it back when asked to. */
final class OutputUploader {

  private static final Logger LOG = LoggerFactory.getLogger(OutputUploader.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final int MAX_MEDIA = 64 * 1024;

  private final ObjectStore store;
  private final RunIdentity run;
  private final Path work;
  private final List<String> keys = new ArrayList<>();

  OutputUploader(ObjectStore store, RunIdentity run, Path work) {
    this.store = store;
    this.run = run;
    this.work = work;
  }

  /**
   * @param percent is told 0 to 100
   * @throws IllegalArgumentException if the handler gave what it must not: a name twice or with a
   *     path, a file that is none or not in its scratch directory
   * @throws StorageException if the store is away
   */
  List<Rendition> upload(List<Output> outputs, DoubleConsumer percent)
      throws IOException, InterruptedException {
    check(outputs);
    List<Rendition> renditions = new ArrayList<>();
    for (Output output : outputs) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while uploading");
      }
      renditions.add(upload(output));
      percent.accept(100.0 * renditions.size() / outputs.size());
    }
    return renditions;
  }

  private void check(List<Output> outputs) {
    Set<String> names = new HashSet<>();
    for (Output output : outputs) {
      if (!NAME.matcher(output.name()).matches() || !names.add(output.name())) {
        throw new IllegalArgumentException(
            "'%s' is no output name, or stands twice".formatted(output.name()));
      }
      if (!output.file().normalize().startsWith(work) || !Files.isRegularFile(output.file())) {
        throw new IllegalArgumentException(
            "output '%s' is no file in the run's scratch directory".formatted(output.name()));
      }
    }
  }

  private Rendition upload(Output output) throws IOException {
    String key =
        ObjectKeys.rendition(run.job(), run.task(), run.attempt(), run.run(), output.name());
    String sha256 = Digests.sha256(Files.newInputStream(output.file()));
    keys.add(key); // before the attempt: a put that is cut off may have been stored all the same
    store.put(key, output.file(), output.contentType(), Map.of(ObjectStore.SHA256, sha256));
    return Rendition.newBuilder()
        .setName(output.name())
        .setKey(key)
        .setContentType(output.contentType())
        .setBytes(Files.size(output.file()))
        .setSha256(sha256)
        .setWidth(boxed(output.width()))
        .setHeight(boxed(output.height()))
        .setDurationSeconds(
            output.durationSeconds().isPresent() ? output.durationSeconds().getAsDouble() : null)
        .setMedia(output.media().filter(media -> media.length() <= MAX_MEDIA).orElse(null))
        .build();
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  /** Removes what this run stored. What resists is logged; nothing refers to it. */
  void discard() {
    for (String key : keys) {
      try {
        store.delete(key);
      } catch (StorageException e) {
        LOG.atWarn()
            .addKeyValue("key", key)
            .addKeyValue("reason", e.getMessage())
            .log("an object of a stopped run stays behind");
      }
    }
    keys.clear();
  }
}
