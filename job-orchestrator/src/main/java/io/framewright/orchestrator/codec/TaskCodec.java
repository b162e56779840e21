package io.framewright.orchestrator.codec;

import io.framewright.orchestrator.domain.Failure;
import io.framewright.orchestrator.domain.Operation;
import io.framewright.orchestrator.domain.Priority;
import io.framewright.orchestrator.domain.Rendition;
import io.framewright.orchestrator.domain.TaskInput;
import io.framewright.orchestrator.domain.TaskSpec;
import io.framewright.platform.ids.TaskId;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.JobPriority;
import java.util.List;
import java.util.Optional;

/** The parts that commands, events, offers and reports share. */
final class TaskCodec {

  private TaskCodec() {}

  static List<TaskSpec> specs(List<io.framewright.schemas.avro.TaskSpec> specs) {
    return specs.stream().map(TaskCodec::spec).toList();
  }

  private static TaskSpec spec(io.framewright.schemas.avro.TaskSpec spec) {
    return new TaskSpec(
        new TaskId(spec.getTaskId()),
        spec.getPool(),
        new Operation(
            spec.getOperation().getName(),
            spec.getOperation().getVersion(),
            spec.getOperation().getParams()),
        spec.getInputs().stream().map(TaskCodec::input).toList(),
        spec.getNeeds().stream().map(TaskId::new).toList());
  }

  private static TaskInput input(io.framewright.schemas.avro.TaskInput input) {
    return new TaskInput(
        input.getName(),
        Optional.ofNullable(input.getKey()),
        Optional.ofNullable(input.getSha256()),
        Optional.ofNullable(input.getBytes()),
        Optional.ofNullable(input.getFromTask())
            .map(task ->
                new TaskInput.Origin(
                    new TaskId(task),
                    Optional.ofNullable(input.getFromOutput())
                        .orElseThrow(() ->
                            new IllegalArgumentException(
                                "input %s names a task but none of its outputs"
                                    .formatted(input.getName()))))));
  }

  static List<io.framewright.schemas.avro.TaskSpec> avroSpecs(List<TaskSpec> specs) {
    return specs.stream().map(TaskCodec::avro).toList();
  }

  static io.framewright.schemas.avro.TaskSpec avro(TaskSpec spec) {
    return io.framewright.schemas.avro.TaskSpec.newBuilder()
        .setTaskId(spec.id().value())
        .setPool(spec.pool())
        .setOperation(
            io.framewright.schemas.avro.Operation.newBuilder()
                .setName(spec.operation().name())
                .setVersion(spec.operation().version())
                .setParams(spec.operation().params())
                .build())
        .setInputs(spec.inputs().stream().map(TaskCodec::avro).toList())
        .setNeeds(spec.needs().stream().map(TaskId::value).toList())
        .build();
  }

  private static io.framewright.schemas.avro.TaskInput avro(TaskInput input) {
    return io.framewright.schemas.avro.TaskInput.newBuilder()
        .setName(input.name())
        .setKey(input.key().orElse(null))
        .setSha256(input.sha256().orElse(null))
        .setBytes(input.bytes().orElse(null))
        .setFromTask(input.origin().map(origin -> origin.task().value()).orElse(null))
        .setFromOutput(input.origin().map(TaskInput.Origin::output).orElse(null))
        .build();
  }

  static List<Rendition> renditions(List<io.framewright.schemas.avro.Rendition> renditions) {
    return renditions.stream()
        .map(it ->
            new Rendition(
                it.getName(),
                it.getKey(),
                it.getContentType(),
                it.getBytes(),
                it.getSha256(),
                Optional.ofNullable(it.getWidth()),
                Optional.ofNullable(it.getHeight()),
                Optional.ofNullable(it.getDurationSeconds()),
                Optional.ofNullable(it.getMedia())))
        .toList();
  }

  static List<io.framewright.schemas.avro.Rendition> avroRenditions(List<Rendition> renditions) {
    return renditions.stream()
        .map(it ->
            io.framewright.schemas.avro.Rendition.newBuilder()
                .setName(it.name())
                .setKey(it.key())
                .setContentType(it.contentType())
                .setBytes(it.bytes())
                .setSha256(it.sha256())
                .setWidth(it.width().orElse(null))
                .setHeight(it.height().orElse(null))
                .setDurationSeconds(it.durationSeconds().orElse(null))
                .setMedia(it.media().orElse(null))
                .build())
        .toList();
  }

  static Failure failure(io.framewright.schemas.avro.Failure failure) {
    return new Failure(
        Failure.Kind.valueOf(failure.getKind().name()),
        failure.getCode(),
        failure.getMessage(),
        Optional.ofNullable(failure.getHint()));
  }

  static io.framewright.schemas.avro.Failure avro(Failure failure) {
    return io.framewright.schemas.avro.Failure.newBuilder()
        .setKind(FailureKind.valueOf(failure.kind().name()))
        .setCode(failure.code())
        .setMessage(failure.message())
        .setHint(failure.hint().orElse(null))
        .build();
  }

  static Priority priority(JobPriority priority) {
    return Priority.valueOf(priority.name());
  }

  static JobPriority avro(Priority priority) {
    return JobPriority.valueOf(priority.name());
  }
}
