package io.framewright.gateway.metadata;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.log.LogListener;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;

/** Read models that follow the fake log at once, in memory. */
@Singleton
@Replaces(MetadataReads.class)
@Requires(property = "gateway.fakes")
public final class FakeReads implements JobReads, LogListener {

  private final Map<UUID, List<JobEvent>> events = new ConcurrentHashMap<>();
  private volatile boolean away;
  private volatile EffortView effort = new EffortView(null, List.of());

  public void away(boolean gone) {
    this.away = gone;
  }

  @Override
  public void on(JobEvent event) {
    events.computeIfAbsent(event.getMetadata().getJobId(), _ -> new ArrayList<>()).add(event);
  }

  private List<JobEvent> of(TenantId tenant, JobId job) {
    if (away) {
      throw ApiException.unavailable("away", null);
    }
    return events.getOrDefault(job.value(), List.of()).stream()
        .filter(event -> event.getMetadata().getTenantId().equals(tenant.value()))
        .toList();
  }

  @Override
  public Optional<JobView> find(TenantId tenant, JobId job) {
    List<JobEvent> all = of(tenant, job);
    return all.isEmpty() ? Optional.empty() : Optional.of(view(all));
  }

  @Override
  public Optional<JobView> past(TenantId tenant, JobId job, Instant at) {
    List<JobEvent> until =
        of(tenant, job).stream()
            .filter(event -> !event.getMetadata().getOccurredAt().isAfter(at))
            .toList();
    return until.isEmpty() ? Optional.empty() : Optional.of(view(until));
  }

  @Override
  public JobPage list(TenantId tenant, JobQuery query) {
    List<JobView> all =
        events.keySet().stream()
            .flatMap(job -> find(tenant, new JobId(job)).stream())
            .sorted(Comparator.comparing(JobView::createdAt).thenComparing(JobView::id).reversed())
            .filter(job -> query.status() == null || job.status().equals(query.status()))
            .filter(job ->
                query.batchId() == null || query.batchId().equals(String.valueOf(job.batchId())))
            .toList();
    long begin =
        query.after() == null
            ? (long) (query.page() - 1) * query.perPage()
            : 1 + all.stream().map(JobView::id).toList().indexOf(query.after().id());
    return new JobPage(
        all.stream().skip(begin).limit(query.perPage()).toList(),
        all.size(),
        all.size() > begin + query.perPage());
  }

  @Override
  public Optional<JobHistory> history(TenantId tenant, JobId job, long after) {
    List<JobEvent> all = of(tenant, job);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new JobHistory(
                all.stream()
                    .filter(event -> event.getMetadata().getSequence() > after)
                    .map(FakeReads::entry)
                    .toList()));
  }

  private static JobHistory.Entry entry(JobEvent event) {
    return new JobHistory.Entry(
        event.getMetadata().getSequence(),
        ((SpecificRecord) event.getPayload()).getSchema().getName(),
        event.getMetadata().getOccurredAt(),
        data(event));
  }

  private static JsonNode data(JobEvent event) {
    return switch (event.getPayload()) {
      case JobCompleted done ->
          JsonNode.from(
              Map.of(
                  "outputs",
                  done.getOutputs().stream().map(made -> Map.of("name", made.getName())).toList()));
      case JobFailed failed ->
          JsonNode.from(
              Map.of(
                  "failure",
                  Map.of(
                      "code", failed.getFailure().getCode(),
                      "message", failed.getFailure().getMessage())));
      default -> JsonNode.from(Map.of());
    };
  }

  @Override
  public Optional<JobMedia> media(TenantId tenant, JobId job) {
    return find(tenant, job).map(_ -> new JobMedia(List.of()));
  }

  /** What the next questions for past tasks are answered with. */
  public void knows(EffortView seen) {
    this.effort = seen;
  }

  @Override
  public EffortView effort(TenantId tenant, String operation, String codec, String inputSha256) {
    return effort;
  }

  @Override
  public Optional<WaitingView> waiting(TenantId tenant, JobId job) {
    return find(tenant, job)
        .map(view ->
            new WaitingView(
                view, new WaitingView.Terms("image", null, 20, 10), null, 3, 2, false, null));
  }

  private static JobView view(List<JobEvent> all) {
    JobEvent first = all.getFirst();
    JobEvent last = all.getLast();
    JobAccepted accepted = (JobAccepted) first.getPayload();
    String status =
        switch (((SpecificRecord) last.getPayload()).getSchema().getName()) {
          case "JobAccepted" -> "queued";
          case "JobCompleted" -> "completed";
          case "JobFailed" -> "failed";
          case "JobCancelled" -> "cancelled";
          default -> "processing";
        };
    List<JobView.Output> outputs =
        last.getPayload() instanceof JobCompleted done
            ? done.getOutputs().stream().map(JobView.Output::of).toList()
            : List.of();
    Failure failure = last.getPayload() instanceof JobFailed failed ? failed.getFailure() : null;
    return new JobView(
        first.getMetadata().getJobId(),
        accepted.getOwner(),
        status,
        status.equals("queued") || status.equals("processing") ? status : "complete",
        "normal",
        accepted.getOperation(),
        first.getMetadata().getOccurredAt(),
        null,
        null,
        null,
        1,
        accepted.getBatchId(),
        accepted.getExternalId(),
        accepted.getRetryOf(),
        null,
        List.of(),
        outputs,
        failure == null ? null : JobView.Problem.of(failure),
        accepted.getRequestKey(),
        last.getMetadata().getSequence(),
        status.equals("queued") ? 1 : null,
        List.of());
  }
}
