package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.plan.Fields;
import io.framewright.gateway.plan.OutputRequest;
import io.framewright.gateway.plan.Plan;
import io.framewright.gateway.plan.StepRequest;
import io.framewright.platform.errors.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of {@code POST /convert} or {@code POST /analyze}.
 *
 * @param input as sent: {@code asset:<id>} or {@code /storage/…}
 * @param output absent where the input is only to be described
 */
record ConvertRequest(
    String input, Optional<OutputRequest> output, List<StepRequest> steps, JobOptions options) {

  /** The two things that can be asked for. */
  enum Kind {
    CONVERT(Set.of("output", "operations", "options", "preset")),
    ANALYZE(Set.of("options"));

    /** What both kinds of body have, and forms say otherwise or not at all. */
    private static final List<String> ALWAYS = List.of("input", "priority");

    /** What compares two films is not here; the message says so. */
    private static final Set<String> QUALITY = Set.of("reference", "metrics", "analysis_type");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of's are unmodifiable
    private final Set<String> formFields;

    Kind(Set<String> formFields) {
      this.formFields = formFields;
    }

    /** Fields of a form beside its file. */
    Set<String> formFields() {
      return formFields;
    }

    /** Fields of a JSON body. */
    private String[] fields() {
      return Stream.concat(ALWAYS.stream(), formFields.stream()).toArray(String[]::new);
    }

    /** By what a job says that it does ({@code Plan.purpose}). */
    static Kind of(@Nullable String purpose) {
      return Plan.ANALYZE.equals(purpose) ? ANALYZE : CONVERT;
    }
  }

  /** Reads a whole body. */
  static ConvertRequest of(JsonNode body, Kind kind) {
    Fields fields = Fields.of(body, "", ErrorCode.VALIDATION_ERROR);
    JsonNode options = fields.value("options").orElseGet(() -> ((ObjectNode) body).objectNode());
    if (kind == Kind.ANALYZE) {
      refuseQuality(fields);
    }
    fields.only(kind.fields());
    Optional<OutputRequest> output =
        kind == Kind.ANALYZE
            ? Optional.empty()
            : Optional.of(
                OutputRequest.of(
                    fields.value("output").orElseThrow(() -> fields.missing("output"))));
    return new ConvertRequest(
        input(fields),
        output,
        fields.value("operations").map(StepRequest::listOf).orElse(List.of()),
        JobOptions.of(options, fields.text("priority")));
  }

  private static void refuseQuality(Fields fields) {
    Kind.QUALITY.stream()
        .filter(field -> fields.value(field).isPresent())
        .sorted()
        .findFirst()
        .ifPresent(field -> {
          throw new ApiException(
              ErrorCode.VALIDATION_ERROR,
              "Two films are not compared here yet: '%s' is not taken.".formatted(field),
              ErrorDetails.field(field)
                  .suggestion("Send the input alone; the answer describes what is in it."));
        });
  }

  /** The same, but done anew. */
  ConvertRequest afresh() {
    return new ConvertRequest(input, output, steps, options.afresh());
  }

  private static String input(Fields fields) {
    JsonNode input = fields.value("input").orElseThrow(() -> fields.missing("input"));
    if (input.isTextual()) {
      return input.textValue();
    }
    if (!input.isObject()) {
      throw fields.wrong("input", "should be a string or {\"path\": …}", input);
    }
    Fields object = Fields.of(input, "input", ErrorCode.INVALID_INPUT).only("path", "credentials");
    object
        .text("credentials")
        .filter(credentials -> !credentials.equals("presigned"))
        .ifPresent(_ -> {
          throw object.wrong("credentials", "can only be presigned", input.get("credentials"));
        });
    return object.requiredText("path");
  }
}
