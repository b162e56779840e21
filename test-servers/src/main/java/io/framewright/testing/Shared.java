package io.framewright.testing;

import io.framewright.embedded.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One server per JVM, started by whoever first asks, stopped with its data when the JVM ends.
 *
 * @param <S> how tests reach the server
 */
final class Shared<S> implements Supplier<S> {

  /** A running server and how to end it. */
  record Started<S>(S access, AutoCloseable server) {}

  private final String name;
  private final Supplier<Started<S>> container;
  private final Function<Path, Started<S>> embedded;
  private @Nullable S access;

  Shared(String name, Supplier<Started<S>> container, Function<Path, Started<S>> embedded) {
    this.name = name;
    this.container = container;
    this.embedded = embedded;
  }

  @Override
  public synchronized S get() {
    if (access == null) {
      access = Docker.AVAILABLE ? inContainer() : embedded();
    }
    return access;
  }

  private S inContainer() {
    Started<S> started = container.get();
    atEnd(() -> close(started));
    return started.access();
  }

  private S embedded() {
    Path directory = Scratch.directory(name);
    Started<S> started = embedded.apply(directory);
    atEnd(() -> {
      close(started);
      deleted(directory);
    });
    return started.access();
  }

  private static void deleted(Path directory) {
    try {
      DataDirectory.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }

  private void atEnd(Runnable action) {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop-" + name).unstarted(action));
  }

  private void close(Started<?> started) {
    try {
      started.server().close();
    } catch (Exception e) {
      LoggerFactory.getLogger(Shared.class).warn("the test server {} did not stop", name, e);
    }
  }
}
