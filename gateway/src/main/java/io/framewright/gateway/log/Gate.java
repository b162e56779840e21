package io.framewright.gateway.log;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Open or shut; one can wait for it to open. */
final class Gate {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean open;

  boolean isOpen() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  void open() {
    lock.lock();
    try {
      open = true;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void shut() {
    lock.lock();
    try {
      open = false;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it was open within {@code patience}. */
  boolean await(Duration patience) {
    long left = TimeUnit.MILLISECONDS.toNanos(patience.toMillis());
    lock.lock();
    try {
      while (!open && left > 0) {
        left = opened.awaitNanos(left);
      }
      return open;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
