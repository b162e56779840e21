package io.framewright.gateway.health;

import io.framewright.gateway.http.JsonTrees;
import io.framewright.gateway.log.Workers;
import io.framewright.gateway.plan.OutputFormat;
import io.framewright.gateway.plan.Plan;
import io.framewright.platform.operations.OperationCatalogue;
import io.framewright.schemas.avro.WorkerStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /api/v1/capabilities}: what can be asked for, and who would do it. */
@Controller("/api/v1/capabilities")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CapabilitiesController {

  private final Version version;
  private final OperationCatalogue operations;
  private final Workers workers;
  private final JsonTrees trees;

  CapabilitiesController(
      Version version, OperationCatalogue operations, Workers workers, JsonTrees trees) {
    this.version = version;
    this.operations = operations;
    this.workers = workers;
    this.trees = trees;
  }

  /**
   * What there is.
   *
   * @param formats names of the output formats by family
   * @param operations the tasks that workers do, with the schemas of their parameters
   */
  @Serdeable
  record Capabilities(
      String version,
      Map<String, List<String>> formats,
      List<OperationEntry> operations,
      List<WorkerEntry> workers) {}

  /** One operation. */
  @Serdeable
  record OperationEntry(String name, int version, JsonNode params) {}

  /** One worker that lives. */
  @Serdeable
  record WorkerEntry(
      String id,
      String pool,
      int slots,
      int busy,
      String state,
      String engine,
      JsonNode capabilities) {}

  @Get
  Capabilities capabilities() {
    return new Capabilities(
        version.text(),
        formats(workers.present()),
        operations.names().stream()
            .map(name -> new OperationEntry(name, 1, trees.of(operations.schema(name).toString())))
            .toList(),
        workers.present().stream().map(this::entry).toList());
  }

  /** What is not written by any of the workers for pictures that live is left out. */
  private Map<String, List<String>> formats(Collection<WorkerStatus> present) {
    Set<String> written = new HashSet<>(List.of(OutputFormat.AUTO.id()));
    present.stream()
        .filter(worker -> worker.getPool().equals(Plan.IMAGE_POOL))
        .forEach(worker -> addOutputs(worker, written));
    return Arrays.stream(OutputFormat.values())
        .filter(format ->
            format.family() != OutputFormat.Family.IMAGE
                || written.size() == 1
                || written.contains(format.id()))
        .collect(
            Collectors.groupingBy(
                format -> format.family().name().toLowerCase(Locale.ROOT),
                Collectors.mapping(OutputFormat::id, Collectors.toList())));
  }

  private void addOutputs(WorkerStatus worker, Set<String> written) {
    JsonNode outputs = trees.of(worker.getCapabilities()).get("outputs");
    if (outputs != null) {
      outputs.values().forEach(name -> written.add(name.getStringValue()));
    }
  }

  private WorkerEntry entry(WorkerStatus status) {
    return new WorkerEntry(
        status.getWorkerId(),
        status.getPool(),
        status.getSlots(),
        status.getBusy(),
        status.getState(),
        status.getEngine(),
        trees.of(status.getCapabilities()));
  }
}
