package io.framewright.metadata.postgres;

import io.framewright.metadata.view.ErrorView;
import io.framewright.metadata.view.JobStage;
import io.framewright.metadata.view.JobStatus;
import io.framewright.metadata.view.JobView;
import io.framewright.metadata.view.OutputView;
import io.framewright.metadata.view.Priority;
import io.framewright.metadata.view.TaskStatus;
import io.framewright.metadata.view.TaskView;
import io.framewright.metadata.view.Terms;
import io.micronaut.core.type.Argument;
import io.r2dbc.spi.Readable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of {@code job} and {@code task} as views, and back. */
@Singleton
final class JobTables {

  /**
   * One row of {@code task}.
   *
   * @param sequence of the event that changed it last
   */
  record TaskRow(UUID jobId, int ordinal, long sequence, TaskView task) {}

  private static final Argument<List<String>> TEXTS = Argument.listOf(String.class);
  private static final Argument<List<UUID>> IDS = Argument.listOf(UUID.class);
  private static final Argument<List<OutputView>> OUTPUTS = Argument.listOf(OutputView.class);
  private static final Argument<ErrorView> ERROR = Argument.of(ErrorView.class);

  private final JsonColumns json;

  JobTables(JsonColumns json) {
    this.json = json;
  }

  UnnestInsert<JobView> jobs() {
    return new UnnestInsert<JobView>("projection.job")
        .column("id", "uuid", UUID.class, JobView::id)
        .text("tenant", JobView::tenantId)
        .text("owner", JobView::owner)
        .text("status", job -> job.status().word())
        .text("stage", job -> job.stage().word())
        .text("priority", job -> job.priority().word())
        .text("operation", JobView::operation)
        .column("created_at", "timestamptz", OffsetDateTime.class, job -> time(job.createdAt()))
        .column("started_at", "timestamptz", OffsetDateTime.class, job -> time(job.startedAt()))
        .column("completed_at", "timestamptz", OffsetDateTime.class, job -> time(job.completedAt()))
        .column("updated_at", "timestamptz", OffsetDateTime.class, job -> time(job.updatedAt()))
        .column("batch_id", "uuid", UUID.class, JobView::batchId)
        .text("external_id", JobView::externalId)
        .column("retry_of", "uuid", UUID.class, JobView::retryOf)
        .column("reused_from", "uuid", UUID.class, JobView::reusedFrom)
        .column("warnings", "jsonb", String.class, job -> json.write(TEXTS, job.warnings()))
        .column("outputs", "jsonb", String.class, job -> json.write(OUTPUTS, job.outputs()))
        .column("error", "jsonb", String.class, this::error)
        .text("request_key", JobView::requestKey)
        .column("sequence", "bigint", Long.class, JobView::sequence)
        .text("pool", job -> job.terms().pool())
        .column("follows", "uuid", UUID.class, job -> job.terms().follows())
        .column(
            "max_concurrent_jobs", "integer", Integer.class, job -> job.terms().maxConcurrentJobs())
        .column(
            "max_concurrent_jobs_of_owner",
            "integer",
            Integer.class,
            job -> job.terms().maxConcurrentJobsOfOwner());
  }

  UnnestInsert<TaskRow> tasks() {
    return new UnnestInsert<TaskRow>("projection.task")
        .column("id", "uuid", UUID.class, row -> row.task().id())
        .column("job_id", "uuid", UUID.class, TaskRow::jobId)
        .column("ordinal", "integer", Integer.class, TaskRow::ordinal)
        .text("pool", row -> row.task().pool())
        .text("operation", row -> row.task().operation())
        .text("status", row -> row.task().status().word())
        .column("attempt", "integer", Integer.class, row -> row.task().attempt())
        .column("needs", "jsonb", String.class, row -> json.write(IDS, row.task().needs()))
        .column("sequence", "bigint", Long.class, TaskRow::sequence);
  }

  /** The view without its tasks, which stand in a table of their own. */
  JobView job(Readable row) {
    String error = row.get("error", String.class);
    return new JobView(
        required(row, "id", UUID.class),
        required(row, "tenant", String.class),
        required(row, "owner", String.class),
        word(row, "status", JobStatus::of),
        word(row, "stage", JobStage::of),
        word(row, "priority", Priority::of),
        required(row, "operation", String.class),
        required(row, "created_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "completed_at"),
        required(row, "updated_at", OffsetDateTime.class).toInstant(),
        1,
        row.get("batch_id", UUID.class),
        row.get("external_id", String.class),
        row.get("retry_of", UUID.class),
        row.get("reused_from", UUID.class),
        json.read(TEXTS, required(row, "warnings", String.class)),
        json.read(OUTPUTS, required(row, "outputs", String.class)),
        error == null ? null : json.read(ERROR, error),
        row.get("request_key", String.class),
        required(row, "sequence", Long.class),
        terms(row),
        null,
        List.of());
  }

  private static Terms terms(Readable row) {
    return new Terms(
        required(row, "pool", String.class),
        row.get("follows", UUID.class),
        required(row, "max_concurrent_jobs", Integer.class),
        row.get("max_concurrent_jobs_of_owner", Integer.class));
  }

  TaskRow task(Readable row) {
    return new TaskRow(
        required(row, "job_id", UUID.class),
        required(row, "ordinal", Integer.class),
        required(row, "sequence", Long.class),
        new TaskView(
            required(row, "id", UUID.class),
            required(row, "pool", String.class),
            required(row, "operation", String.class),
            word(row, "status", TaskStatus::of),
            required(row, "attempt", Integer.class),
            json.read(IDS, required(row, "needs", String.class))));
  }

  private @Nullable Object error(JobView job) {
    return job.error() == null ? null : json.write(ERROR, job.error());
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(Readable row, String column) {
    OffsetDateTime time = row.get(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static <E> E word(Readable row, String column, Function<String, Optional<E>> parse) {
    String word = required(row, column, String.class);
    return parse
        .apply(word)
        .orElseThrow(() ->
            new IllegalStateException(
                "column %s holds '%s', which this version does not know".formatted(column, word)));
  }

  static <T> T required(Readable row, String column, Class<T> type) {
    T value = row.get(column, type);
    if (value == null) {
      throw new IllegalStateException("column %s holds no value".formatted(column));
    }
    return value;
  }
}
