package io.framewright.gateway.events;

import java.time.Duration;
import java.util.Optional;

/** What is written to one watcher. For one thread. */
interface SseSource extends AutoCloseable {

  /** After so much silence a watcher is told that the server is still there. */
  Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /** What to write next; waits for it. Nothing when there is no more to come. */
  Optional<byte[]> next() throws InterruptedException;

  @Override
  void close();
}
