package io.framewright.worker.run;

import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.StorageException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's log in the object store: written anew every now and then while it grows, so that clients
 * can read along, and once more when the run ends.
 */
final class LiveLog {

  /** Between two writes; a client waits about so long for a line. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(LiveLog.class);

  private final RunLog log;
  private final ObjectStore store;
  private final String key;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread writer;

  private LiveLog(RunLog log, ObjectStore store, String key, Duration pause) {
    this.log = log;
    this.store = store;
    this.key = key;
    this.writer = Thread.ofVirtual().name("log-" + key).unstarted(() -> follow(pause));
  }

  static LiveLog begin(RunLog log, ObjectStore store, String key, Duration pause) {
    LiveLog live = new LiveLog(log, store, key, pause);
    live.writer.start();
    return live;
  }

  private void follow(Duration pause) {
    long written = 0;
    try {
      while (!ended.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        long now = log.added();
        if (now > written) {
          write();
          written = now;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      store.put(key, log.content(), "text/plain; charset=utf-8", Map.of());
    } catch (StorageException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the run's log was not stored");
    }
  }

  /** Nothing is written any more but what is being written. */
  void stop() {
    ended.countDown();
  }

  /** Writes all that there is, for the last time. */
  void finish() {
    stop();
    try {
      writer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!log.isEmpty()) {
      write();
    }
  }
}
