package io.framewright.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import io.framewright.worker.scratch.ScratchSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file for each living run, so that the next process on the same scratch directory knows
 * which runs the last one died on.
 */
public final class CrashMarks {

  private static final Logger LOG = LoggerFactory.getLogger(CrashMarks.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ScratchSpace scratch;

  public CrashMarks(ScratchSpace scratch) {
    this.scratch = scratch;
  }

  /**
   * A mark that was left behind.
   *
   * @param handling whether the handler had the task when the process died
   */
  record Mark(RunIdentity run, boolean handling) {}

  void write(RunIdentity run, boolean handling) {
    ObjectNode mark =
        JSON.createObjectNode()
            .put("tenant", run.tenant().value())
            .put("job", run.job().toString())
            .put("task", run.task().toString())
            .put("attempt", run.attempt())
            .put("run", run.run().toString())
            .put("causation", text(run.causation()))
            .put("correlation", text(run.correlation()))
            .put("traceparent", run.traceparent())
            .put("handling", handling);
    Path file = file(run.run());
    Path fresh = file.resolveSibling(run.run() + ".tmp");
    try {
      Files.write(fresh, JSON.writeValueAsBytes(mark));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // the run goes on: without a mark a crash only costs the time until the lease ends
      LOG.atWarn().addKeyValue("run", run.run()).setCause(e).log("a run's mark was not written");
    }
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  void remove(RunId run) {
    delete(file(run));
  }

  private Path file(RunId run) {
    return scratch.marks().resolve(run + ".json");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete %s".formatted(file), e);
    }
  }

  /** The marks that are there now. */
  List<Mark> read() {
    List<Mark> marks = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(scratch.marks(), "*.json")) {
      for (Path file : files) {
        parse(file).ifPresent(marks::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(scratch.marks()), e);
    }
    return marks;
  }

  private static Optional<Mark> parse(Path file) throws IOException {
    try {
      JsonNode mark = JSON.readTree(Files.readAllBytes(file));
      RunIdentity run =
          new RunIdentity(
              new TenantId(mark.path("tenant").asText()),
              JobId.parse(mark.path("job").asText()),
              TaskId.parse(mark.path("task").asText()),
              mark.path("attempt").asInt(),
              RunId.parse(mark.path("run").asText()),
              id(mark.get("causation")),
              id(mark.get("correlation")),
              mark.path("traceparent").textValue());
      return Optional.of(new Mark(run, mark.path("handling").asBoolean()));
    } catch (com.fasterxml.jackson.core.JacksonException | IllegalArgumentException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("removed a mark that is none");
      delete(file);
      return Optional.empty();
    }
  }

  private static @Nullable UUID id(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : UUID.fromString(node.asText());
  }
}
