package io.framewright.gateway.events;

import java.util.Optional;

/** What is written to one watcher. For one thread. */
interface SseSource extends AutoCloseable {

  /** What to write next; waits for it. Nothing when there is no more to come. */
  Optional<byte[]> next() throws InterruptedException;

  @Override
  void close();
}
