package io.framewright.standalone.up;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server in a process of its own that is started again, on its port, whenever that process ends
 * without having been asked to.
 */
final class Revived<T extends AutoCloseable> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Revived.class);

  private final String name;
  private final IntFunction<T> starter;
  private final ToLongFunction<T> pid;
  private final int port;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watch;
  private T server;

  /**
   * Starts the server.
   *
   * @param starter on a port, or on a free one for 0
   * @param port where the started server listens
   * @param pid of the started server's process
   */
  Revived(String name, IntFunction<T> starter, ToIntFunction<T> port, ToLongFunction<T> pid) {
    this.name = name;
    this.starter = starter;
    this.pid = pid;
    this.server = starter.apply(0);
    this.port = port.applyAsInt(server);
    this.watch = Thread.ofPlatform().name(name + "-watch").daemon().unstarted(this::watch);
    watch.start();
  }

  synchronized T server() {
    return server;
  }

  private void watch() {
    Backoff backoff = new Backoff();
    try {
      while (!isClosing(Duration.ZERO)) {
        long begin = System.nanoTime();
        awaitEnd(pid.applyAsLong(server()));
        Duration pause = backoff.after(Duration.ofNanos(System.nanoTime() - begin));
        if (!isClosing(pause)) {
          LOG.atWarn().addKeyValue("server", name).log("ended and is started again");
          restart();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.atError().setCause(e).addKeyValue("server", name).log("cannot be watched any more");
    }
  }

  private static void awaitEnd(long pid) throws InterruptedException, ExecutionException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get();
    }
  }

  private boolean isClosing(Duration pause) throws InterruptedException {
    return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * A failure is logged and tried again after the next pause, as the dead process is still dead.
   */
  private synchronized void restart() {
    try {
      server.close();
      server = starter.apply(port);
    } catch (Exception e) {
      LOG.atError().setCause(e).addKeyValue("server", name).log("did not start again");
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      server().close();
      watch.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("%s did not stop".formatted(name), e);
    }
  }
}
