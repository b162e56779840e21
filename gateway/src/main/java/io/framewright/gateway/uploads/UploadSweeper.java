package io.framewright.gateway.uploads;

import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.ObjectStore.StoredObject;
import io.framewright.platform.storage.StorageException;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is left of uploads that were never completed. */
@Singleton
final class UploadSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(UploadSweeper.class);
  private static final int MOST = 100_000;

  private final ObjectStore objects;
  private final UploadSettings settings;
  private final TaskScheduler scheduler;
  private final Clock clock;

  UploadSweeper(
      ObjectStore objects,
      UploadSettings settings,
      @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
      Clock clock) {
    this.objects = objects;
    this.settings = settings;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @EventListener
  void start(ServerStartupEvent event) {
    var _ =
        scheduler.scheduleWithFixedDelay(
            settings.sweepEvery(), settings.sweepEvery(), () -> sweep(clock.instant()));
  }

  /** Removes what is older than an upload lives. Nothing that is still of use is: it expired. */
  void sweep(Instant now) {
    long oldest = now.minus(settings.lifetime()).toEpochMilli();
    try {
      List<StoredObject> expired =
          objects.list(ObjectKeys.UPLOADS, MOST).stream()
              .filter(object -> object.lastModified() < oldest)
              .toList();
      expired.forEach(object -> objects.delete(object.key()));
      if (!expired.isEmpty()) {
        LOG.atInfo()
            .addKeyValue("objects", expired.size())
            .log("what expired uploads left is removed");
      }
    } catch (StorageException e) {
      LOG.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("expired uploads could not be removed; the next sweep tries again");
    }
  }
}
