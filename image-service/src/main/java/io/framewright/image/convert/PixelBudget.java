package io.framewright.image.convert;

import java.util.concurrent.Semaphore;

/**
 * Bounds the megapixels that are in work at one time, first come first served, so that ten huge
 * pictures wait for each other instead of for the out-of-memory killer.
 */
public final class PixelBudget {

  private final int megapixels;
  private final Semaphore free;

  /**
   * @param megapixels at least 1
   */
  public PixelBudget(int megapixels) {
    if (megapixels < 1) {
      throw new IllegalArgumentException("a budget of %d megapixels".formatted(megapixels));
    }
    this.megapixels = megapixels;
    this.free = new Semaphore(megapixels, true);
  }

  /** Waits for room. A picture beyond the whole budget gets all of it, alone. */
  Share take(long pixels) throws InterruptedException {
    int permits = Math.clamp(pixels / 1_000_000 + 1, 1, megapixels);
    free.acquire(permits);
    return () -> free.release(permits);
  }

  /** A part of the budget, given back by closing. */
  @FunctionalInterface
  interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
