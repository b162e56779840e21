package io.framewright.worker.loop;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How this process works.
 *
 * @param id its name on the log, unique among living workers; by default host, process and chance
 * @param slots tasks at once, at least 1; 0 means one per processor
 * @param scratchDir a directory of this process alone, by default under the system's temporary
 *     directory
 * @param source where offers come from
 * @param drain how long running tasks may go on after the order to stop
 * @param minFreeBytes below that much room on the scratch disk nothing is claimed
 */
@ConfigurationProperties("framewright.worker")
public record WorkerSettings(
    @Nullable String id,
    @Bindable(defaultValue = "0") int slots,
    @Nullable Path scratchDir,
    @Bindable(defaultValue = "share-group") Source source,
    @Bindable(defaultValue = "5s") Duration drain,
    @Bindable(defaultValue = "536870912") long minFreeBytes) {

  /** Where offers come from: for any number of processes, or for exactly one. */
  public enum Source {
    SHARE_GROUP,
    CONSUMER_GROUP
  }

  public WorkerSettings {
    if (slots < 0) {
      throw new IllegalArgumentException(
          "framewright.worker.slots is %d; it is at least 1, or 0 for one per processor"
              .formatted(slots));
    }
    id = id == null || id.isBlank() ? newId() : id;
    slots = slots == 0 ? Runtime.getRuntime().availableProcessors() : slots;
  }

  /** The id, given or made. */
  public String workerId() {
    return java.util.Objects.requireNonNull(id);
  }

  /** The scratch directory, given or the usual one of the pool. */
  public Path scratch(String pool) {
    return scratchDir == null
        ? Path.of(System.getProperty("java.io.tmpdir"), "framewright-" + pool)
        : scratchDir;
  }

  private static String newId() {
    return "%s-%d-%04x"
        .formatted(
            hostName(),
            ProcessHandle.current().pid(),
            ThreadLocalRandom.current().nextInt(0x10000));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "worker"; // the host has no name; process and chance tell workers apart
    }
  }
}
