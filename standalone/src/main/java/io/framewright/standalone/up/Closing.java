package io.framewright.standalone.up;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first, and goes on when one of them fails. */
final class Closing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private record Part(String name, AutoCloseable part) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closed;

  /** From now on {@code part} is closed with the others; at once if they are closed already. */
  <T extends AutoCloseable> T add(String name, T part) {
    if (!push(name, part)) {
      close(new Part(name, part));
    }
    return part;
  }

  private synchronized boolean push(String name, AutoCloseable part) {
    if (!closed) {
      parts.push(new Part(name, part));
    }
    return !closed;
  }

  @Override
  public void close() {
    for (Part part = next(); part != null; part = next()) {
      close(part);
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Part next() {
    closed = true;
    return parts.poll();
  }

  private static void close(Part part) {
    try {
      part.part().close();
    } catch (Exception e) {
      LOG.atWarn().setCause(e).addKeyValue("part", part.name()).log("did not stop cleanly");
    }
  }
}
