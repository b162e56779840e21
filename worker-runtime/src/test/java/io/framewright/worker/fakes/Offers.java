package io.framewright.worker.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framewright.platform.ids.RunId;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Operation;
import io.framewright.schemas.avro.TaskInput;
import io.framewright.schemas.avro.TaskOffered;
import io.framewright.schemas.avro.TaskSpec;
import io.framewright.worker.run.RunIdentity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Offers of a task that converts the object {@link #INPUT_KEY}. */
public final class Offers {

  public static final String INPUT_KEY = "assets/default/photo";
  public static final byte[] INPUT = "a photo".getBytes(UTF_8);
  public static final String INPUT_SHA256 =
      "d4e24d749a4fe2f161af2de913c0402b04e3ae287dafd0f9dbfa4a5c56c69285";

  private Offers() {}

  public static TaskOffered valid() {
    return until(Instant.now().plusSeconds(60));
  }

  public static TaskOffered until(Instant notAfter) {
    return of("image.convert", 1, notAfter, input().build());
  }

  public static TaskInput.Builder input() {
    return TaskInput.newBuilder().setName("input").setKey(INPUT_KEY);
  }

  public static TaskOffered of(String operation, int attempt, TaskInput input) {
    return of(operation, attempt, Instant.now().plusSeconds(60), input);
  }

  private static TaskOffered of(String operation, int attempt, Instant notAfter, TaskInput input) {
    return TaskOffered.newBuilder()
        .setMetadata(
            Metadata.newBuilder()
                .setEventId(UUID.randomUUID())
                .setJobId(UUID.randomUUID())
                .setTenantId("default")
                .setCorrelationId(UUID.randomUUID())
                .setOccurredAt(Instant.now())
                .build())
        .setTask(
            TaskSpec.newBuilder()
                .setTaskId(UUID.randomUUID())
                .setPool("image")
                .setOperation(
                    Operation.newBuilder().setName(operation).setVersion(1).setParams("{}").build())
                .setInputs(List.of(input))
                .build())
        .setAttempt(attempt)
        .setNotAfter(notAfter)
        .build();
  }

  /** A new run of the offer. */
  public static RunIdentity run(TaskOffered offer) {
    return RunIdentity.of(offer, new RunId(UUID.randomUUID()));
  }
}
