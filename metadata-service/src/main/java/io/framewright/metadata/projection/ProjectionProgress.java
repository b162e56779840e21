package io.framewright.metadata.projection;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far a projection has come and whether it moves; for health, and for readers that wait. */
public final class ProjectionProgress {

  /**
   * A look at one moment.
   *
   * @param following false before the first success and after a failure
   * @param failure what went wrong last, while not following
   * @param positions by partition, the next offset that is not in the store yet
   * @param lag by partition, committed records that are still to come
   */
  public record Snapshot(
      boolean following,
      Optional<String> failure,
      Map<Integer, Long> positions,
      Map<Integer, Long> lag) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Snapshot snapshot = new Snapshot(false, Optional.empty(), Map.of(), Map.of());

  /**
   * Waits until everything before {@code offset} is in the store.
   *
   * @return false if that took longer than {@code patience}
   */
  public boolean await(int partition, long offset, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (snapshot.positions().getOrDefault(partition, 0L) < offset) {
        if (left <= 0) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  public Snapshot snapshot() {
    lock.lock();
    try {
      return snapshot;
    } finally {
      lock.unlock();
    }
  }

  void advanced(Map<Integer, Long> positions, Map<Integer, Long> lag) {
    replace(new Snapshot(true, Optional.empty(), new TreeMap<>(positions), new TreeMap<>(lag)));
  }

  void failed(String reason) {
    Snapshot last = snapshot();
    replace(new Snapshot(false, Optional.of(reason), last.positions(), last.lag()));
  }

  private void replace(Snapshot next) {
    lock.lock();
    try {
      snapshot = next;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
