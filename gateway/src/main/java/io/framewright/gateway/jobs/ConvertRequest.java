package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.plan.Fields;
import io.framewright.gateway.plan.OutputRequest;
import io.framewright.gateway.plan.StepRequest;
import io.framewright.platform.errors.ErrorCode;
import java.util.List;

/**
 * What a client asks of {@code POST /convert}.
 *
 * @param input as sent: {@code asset:<id>} or {@code /storage/…}
 */
record ConvertRequest(
    String input, OutputRequest output, List<StepRequest> steps, JobOptions options) {

  private static final String[] KNOWN = {"input", "output", "operations", "options", "priority"};

  /** Reads a whole body. */
  static ConvertRequest of(JsonNode body) {
    Fields fields = Fields.of(body, "", ErrorCode.VALIDATION_ERROR).only(KNOWN);
    JsonNode output = fields.value("output").orElseThrow(() -> fields.missing("output"));
    JsonNode options = fields.value("options").orElseGet(() -> ((ObjectNode) body).objectNode());
    return new ConvertRequest(
        input(fields),
        OutputRequest.of(output),
        fields.value("operations").map(StepRequest::listOf).orElse(List.of()),
        JobOptions.of(options, fields.text("priority")));
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
