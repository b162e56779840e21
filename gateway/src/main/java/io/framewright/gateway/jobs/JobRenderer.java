package io.framewright.gateway.jobs;

import io.framewright.gateway.http.FileNames;
import io.framewright.gateway.log.LiveProgress;
import io.framewright.gateway.metadata.JobView;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.schemas.avro.TaskProgress;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a job to clients: the read model's view, live progress, and fresh links. */
@Singleton
final class JobRenderer {

  /** How long links are good. */
  static final Duration LINK_LIFETIME = Duration.ofHours(1);

  private final ObjectStore objects;
  private final RequestNotes notes;
  private final LiveProgress live;
  private final LinkSettings links;
  private final Clock clock;

  JobRenderer(
      ObjectStore objects, RequestNotes notes, LiveProgress live, LinkSettings links, Clock clock) {
    this.objects = objects;
    this.notes = notes;
    this.live = live;
    this.links = links;
    this.clock = clock;
  }

  /** A job as it is now. */
  JobJson render(JobView job) {
    return render(job, progress(job));
  }

  /** A job as it was: how far its engine had come is in no event. */
  JobJson renderPast(JobView job) {
    double percentage = job.status().equals("completed") ? 100 : 0;
    return render(job, new JobJson.Progress(percentage, stage(job), null, null, null));
  }

  private JobJson render(JobView job, JobJson.Progress progress) {
    List<JobJson.OutputJson> outputs = job.made().stream().map(made -> output(job, made)).toList();
    return new JobJson(
        job.id(),
        job.status(),
        progress.stage(),
        progress.percentage(),
        Objects.requireNonNullElse(job.priority(), "normal"),
        Objects.requireNonNullElse(job.operation(), "convert"),
        job.createdAt(),
        job.startedAt(),
        job.completedAt(),
        job.queuePosition(),
        progress.etaSeconds(),
        progress.fps(),
        job.attempt() == null ? 1 : job.attempt(),
        job.batchId(),
        job.externalId(),
        job.retryOf(),
        job.reusedFrom(),
        job.warnings() == null ? List.of() : job.warnings(),
        outputs,
        outputs.stream().map(JobJson.OutputJson::url).findFirst().orElse(null),
        job.error(),
        progress,
        links(job));
  }

  private record Link(URI url, @Nullable Instant expires) {}

  private Link link(JobView job, JobView.Output made) {
    return switch (links.through()) {
      case STORE ->
          new Link(
              objects.presignGet(made.key(), LINK_LIFETIME, fileName(job, made.name())),
              clock.instant().plus(LINK_LIFETIME).truncatedTo(ChronoUnit.SECONDS));
      case GATEWAY -> new Link(URI.create(self(job) + "/outputs/" + made.name()), null);
    };
  }

  private JobJson.OutputJson output(JobView job, JobView.Output made) {
    Link link = link(job, made);
    return new JobJson.OutputJson(
        made.name(),
        made.contentType(),
        made.bytes(),
        made.sha256(),
        made.width(),
        made.height(),
        made.durationSeconds(),
        link.url(),
        link.expires());
  }

  /** What an output is called on the client's disk: the input's name with the output's ending. */
  String fileName(JobView job, String output) {
    String extension = output.substring(output.lastIndexOf('.') + 1);
    return notes
        .read(job.requestKey())
        .map(note -> FileNames.withExtension(note.fileName(), extension))
        .orElse(output);
  }

  private JobJson.Progress progress(JobView job) {
    String stage = stage(job);
    if (job.status().equals("completed")) {
      return new JobJson.Progress(100, stage, null, null, null);
    }
    Optional<TaskProgress> now = job.ended() ? Optional.empty() : live.of(new JobId(job.id()));
    return now.map(progress -> shown(progress, stage))
        .orElseGet(() -> new JobJson.Progress(0, stage, null, null, null));
  }

  private static JobJson.Progress shown(TaskProgress progress, String stage) {
    boolean runs = stage.equals("processing") || stage.equals("queued");
    return new JobJson.Progress(
        Math.round(progress.getPercent() * 10) / 10.0,
        runs ? progress.getStage().name().toLowerCase(Locale.ROOT) : stage,
        progress.getFps(),
        progress.getSpeed(),
        progress.getEtaSeconds());
  }

  private static String stage(JobView job) {
    return Objects.requireNonNullElse(job.stage(), job.status());
  }

  private static String self(JobView job) {
    return "/api/v1/jobs/" + job.id();
  }

  private static JobJson.Links links(JobView job) {
    String self = self(job);
    return new JobJson.Links(self, self + "/events", self + "/logs", self + "/history", self);
  }
}
