package io.framewright.gateway.log;

import io.framewright.gateway.errors.ApiException;
import io.framewright.schemas.avro.CommandRejected;
import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobCancelRequested;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobPriorityChangeRequested;
import io.framewright.schemas.avro.JobPriorityChanged;
import io.framewright.schemas.avro.JobRequested;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.RejectionReason;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A log with a small orchestrator behind it, in memory. */
@Singleton
@Replaces(KafkaCommandLog.class)
@Requires(property = "gateway.fakes")
public final class FakeLog implements CommandLog {

  /** How it behaves. */
  public enum Mood {
    DECIDES,
    DAWDLES,
    IS_FULL,
    IS_AWAY
  }

  private record Seen(String hash, UUID job) {}

  private final List<LogListener> listeners;
  private final List<JobCommand> commands = new CopyOnWriteArrayList<>();
  private final Map<String, Seen> requests = new ConcurrentHashMap<>();
  private volatile Mood mood = Mood.DECIDES;

  FakeLog(List<LogListener> listeners) {
    this.listeners = listeners;
  }

  public void mood(Mood now) {
    this.mood = now;
  }

  public List<JobCommand> commands() {
    return List.copyOf(commands);
  }

  public JobRequested lastRequest() {
    return (JobRequested) commands.getLast().getPayload();
  }

  @Override
  public Decision submit(JobCommand command, SpecificRecord payload, Duration patience) {
    if (mood == Mood.IS_AWAY) {
      throw ApiException.unavailable("away", null);
    }
    commands.add(command);
    if (mood == Mood.DAWDLES) {
      return new Decision.Undecided();
    }
    if (mood == Mood.IS_FULL) {
      return refused(command, RejectionReason.TOO_MANY_QUEUED_JOBS, null);
    }
    return switch (command.getPayload()) {
      case JobRequested request -> request(command, request);
      case JobCancelRequested request -> cancel(command, request);
      case JobPriorityChangeRequested change ->
          new Decision.Accepted(tell(command, 2, new JobPriorityChanged(change.getPriority())));
      default -> throw new IllegalArgumentException("not known here");
    };
  }

  private Decision request(JobCommand command, JobRequested request) {
    if (request.getIdempotencyKey() != null) {
      Seen seen =
          requests.putIfAbsent(
              command.getMetadata().getTenantId() + request.getIdempotencyKey(),
              new Seen(request.getRequestHash(), command.getMetadata().getJobId()));
      if (seen != null) {
        return seen.hash().equals(request.getRequestHash())
            ? refused(command, RejectionReason.DUPLICATE_REQUEST, seen.job())
            : refused(command, RejectionReason.IDEMPOTENCY_KEY_REUSED, null);
      }
    }
    return new Decision.Accepted(
        tell(
            command,
            1,
            JobAccepted.newBuilder()
                .setOperation(request.getOperation())
                .setPriority(request.getPriority())
                .setTasks(request.getTasks())
                .setOwner(request.getOwner())
                .setMaxConcurrentJobs(1)
                .setRequestKey(request.getRequestKey())
                .setExternalId(request.getExternalId())
                .setBatchId(request.getBatchId())
                .setRetryOf(request.getRetryOf())
                .build()));
  }

  private Decision cancel(JobCommand command, JobCancelRequested request) {
    boolean known =
        commands.stream()
            .anyMatch(earlier ->
                earlier.getPayload() instanceof JobRequested
                    && earlier
                        .getMetadata()
                        .getTenantId()
                        .equals(command.getMetadata().getTenantId())
                    && earlier.getMetadata().getJobId().equals(command.getMetadata().getJobId()));
    long times =
        commands.stream()
            .filter(earlier ->
                earlier.getPayload() instanceof JobCancelRequested
                    && earlier.getMetadata().getJobId().equals(command.getMetadata().getJobId()))
            .count();
    if (!known || times > 1) {
      return refused(
          command, known ? RejectionReason.INVALID_STATE : RejectionReason.NOT_FOUND, null);
    }
    return new Decision.Accepted(
        tell(command, 2, JobCancelled.newBuilder().setReason(request.getReason()).build()));
  }

  /** Lets something happen to a job. */
  public JobEvent tell(JobCommand command, long sequence, SpecificRecord payload) {
    JobEvent event =
        JobEvent.newBuilder()
            .setMetadata(
                Metadata.newBuilder(command.getMetadata())
                    .setEventId(UUID.randomUUID())
                    .setSequence(sequence)
                    .setCausationId(command.getMetadata().getEventId())
                    .build())
            .setPayload(payload)
            .build();
    listeners.forEach(listener -> listener.on(event));
    return event;
  }

  private static Decision refused(
      JobCommand command, RejectionReason reason, @Nullable UUID existing) {
    return new Decision.Refused(
        CommandRejected.newBuilder()
            .setMetadata(command.getMetadata())
            .setCommandId(command.getMetadata().getEventId())
            .setReason(reason)
            .setDetail("for a test: " + reason)
            .setExistingJobId(existing)
            .build());
  }
}
