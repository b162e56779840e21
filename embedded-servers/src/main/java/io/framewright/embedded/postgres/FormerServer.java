package io.framewright.embedded.postgres;

import io.framewright.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What an earlier server left behind. After {@code kill -9} of our JVM its Postgres may still be
 * shutting down; after {@code kill -9} of Postgres its pid file stays, and the pid may by now be
 * another program's, which would keep Postgres from starting.
 */
final class FormerServer {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private FormerServer() {}

  /** Waits for a server that still runs, and clears away the pid file of one that does not. */
  static void awaitEnd(Path data) {
    Path pidFile = data.resolve("postmaster.pid");
    try {
      Optional<ProcessHandle> former = process(pidFile);
      if (former.isPresent()) {
        awaitEnd(former.get(), data);
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new EmbeddedServerException("Postgres cannot clear away %s".formatted(pidFile), e);
    }
  }

  private static void awaitEnd(ProcessHandle former, Path data) {
    try {
      CompletableFuture<ProcessHandle> end = former.onExit();
      end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new EmbeddedServerException(
          "process %d, a Postgres, uses %s: end it with 'kill -INT %d', or choose another data directory"
              .formatted(former.pid(), data, former.pid()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while an earlier Postgres ended", e);
    }
  }

  /** The process that the file names, if it runs and is a Postgres. */
  private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    return Files.readAllLines(pidFile).stream()
        .findFirst()
        .filter(line -> line.strip().matches("\\d{1,9}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
        .filter(FormerServer::isPostgres);
  }

  private static boolean isPostgres(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/%d/comm".formatted(process.pid())))
          .strip()
          .equals("postgres");
    } catch (IOException _) {
      return false; // it ended meanwhile
    }
  }
}
