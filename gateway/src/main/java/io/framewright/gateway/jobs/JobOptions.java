package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.plan.Fields;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.schemas.avro.JobPriority;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a job is to be done.
 *
 * @param externalId the client's own name for the job
 * @param memoize whether an equal finished job may be reused
 * @param hardware whether graphics hardware encodes: auto, none or require
 */
record JobOptions(
    JobPriority priority, Optional<String> externalId, boolean memoize, String hardware) {

  private static final int LONGEST_ID = 255;
  private static final List<String> HARDWARE = List.of("auto", "none", "require", "gpu");

  /** Their names, the least urgent first. */
  static final List<String> PRIORITIES = List.of("low", "normal", "high");

  private static final String[] KNOWN = {
    "priority", "external_id", "memoize", "hardware_acceleration"
  };

  /**
   * Reads {@code options}.
   *
   * @param priority may also stand beside them
   */
  static JobOptions of(JsonNode options, Optional<String> priority) {
    Fields fields = Fields.of(options, "options", ErrorCode.VALIDATION_ERROR).only(KNOWN);
    String hardware = fields.text("hardware_acceleration").orElse(HARDWARE.getFirst());
    if (!HARDWARE.contains(hardware)) {
      throw refused("options.hardware_acceleration", hardware, HARDWARE);
    }
    Optional<String> externalId = fields.text("external_id");
    externalId
        .filter(id -> id.isBlank() || id.length() > LONGEST_ID || hasControl(id))
        .ifPresent(id -> {
          throw fields.wrong("external_id", "has 1 to 255 characters", options.get("external_id"));
        });
    return new JobOptions(
        fields
            .text("priority")
            .or(() -> priority)
            .map(JobOptions::priority)
            .orElse(JobPriority.NORMAL),
        externalId,
        fields.flag("memoize").orElse(true),
        hardware.equals("gpu") ? "require" : hardware);
  }

  /** The same, but done anew. */
  JobOptions afresh() {
    return new JobOptions(priority, externalId, false, hardware);
  }

  private static boolean hasControl(String text) {
    return text.codePoints().anyMatch(Character::isISOControl);
  }

  /**
   * A priority by its name.
   *
   * @throws ApiException VALIDATION_ERROR for another name
   */
  static JobPriority priority(String name) {
    if (!PRIORITIES.contains(name)) {
      throw refused("options.priority", name, PRIORITIES);
    }
    return JobPriority.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static ApiException refused(String field, String value, List<String> allowed) {
    return new ApiException(
        ErrorCode.VALIDATION_ERROR,
        "'%s' has a value that is not taken here.".formatted(field),
        ErrorDetails.field(field).value(value).allowed(allowed));
  }
}
