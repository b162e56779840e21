package io.framewright.gateway.log;

import io.framewright.schemas.avro.CommandRejected;
import io.framewright.schemas.avro.JobEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Those who wait for a decision, by the command's id. */
@Singleton
final class Decisions implements LogListener {

  private final Map<UUID, CompletableFuture<Decision>> waiting = new ConcurrentHashMap<>();

  /** One who waits; closing gives up. */
  final class Waiter implements AutoCloseable {

    private final UUID command;
    private final CompletableFuture<Decision> decision;

    private Waiter(UUID command) {
      this.command = command;
      this.decision = waiting.computeIfAbsent(command, _ -> new CompletableFuture<>());
    }

    Decision within(Duration patience) {
      try {
        return decision.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        return new Decision.Undecided();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Decision.Undecided();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a decision never ends exceptionally", e);
      }
    }

    @Override
    public void close() {
      waiting.remove(command);
    }
  }

  /** Begins to wait; to be called before the command is written. */
  Waiter await(UUID command) {
    return new Waiter(command);
  }

  @Override
  public void on(JobEvent event) {
    decide(event.getMetadata().getCausationId(), new Decision.Accepted(event));
  }

  @Override
  public void on(CommandRejected rejection) {
    decide(rejection.getCommandId(), new Decision.Refused(rejection));
  }

  private void decide(@org.jspecify.annotations.Nullable UUID command, Decision decision) {
    CompletableFuture<Decision> waiter = command == null ? null : waiting.get(command);
    if (waiter != null) {
      waiter.complete(decision);
    }
  }
}
