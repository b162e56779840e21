package io.framewright.image.convert;

import org.jspecify.annotations.Nullable;

/**
 * Ends conversions from another thread: the pixels stop, and what is set up later fails at once.
 */
public final class Abort {

  private @Nullable Canvas canvas;
  private boolean aborted;

  /** The canvas whose pixels are computed next. */
  synchronized void watch(Canvas next) {
    canvas = next;
    if (aborted) {
      next.abort();
    }
  }

  /** Ends what is under way. An encoder that has all its pixels still finishes. */
  public synchronized void now() {
    aborted = true;
    if (canvas != null) {
      canvas.abort();
    }
  }

  synchronized boolean happened() {
    return aborted;
  }
}
