package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One element of {@code operations}. Parameters may stand flat beside the type or under {@code
 * params}; here both are the same.
 */
public record StepRequest(String type, Fields params) {

  private static final int MOST = 20;

  /** Reads the {@code operations} of a request. */
  public static List<StepRequest> listOf(JsonNode operations) {
    if (!operations.isArray()) {
      throw new ApiException(
          ErrorCode.INVALID_OPERATION,
          "'operations' should be a list.",
          ErrorDetails.field("operations").value(operations.toString()));
    }
    if (operations.size() > MOST) {
      throw new ApiException(
          ErrorCode.INVALID_OPERATION,
          "A job has at most %d operations.".formatted(MOST),
          ErrorDetails.field("operations").value(Integer.toString(operations.size())));
    }
    List<StepRequest> steps = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      steps.add(of(operations.get(i), "operations[%d]".formatted(i)));
    }
    return List.copyOf(steps);
  }

  private static StepRequest of(JsonNode operation, String path) {
    Fields fields = Fields.of(operation, path, ErrorCode.INVALID_OPERATION);
    String type = fields.requiredText("type");
    ObjectNode params = fields.node().deepCopy();
    params.remove(List.of("type", "params"));
    Optional<Fields> nested = fields.object("params");
    if (nested.isPresent() && params.isEmpty()) {
      return new StepRequest(type, nested.get());
    }
    nested.ifPresent(more -> merge(params, more));
    return new StepRequest(type, new Fields(params, path, ErrorCode.INVALID_OPERATION));
  }

  /** A name may stand beside its parameters, but nothing in both places. */
  private static void merge(ObjectNode params, Fields nested) {
    nested
        .node()
        .properties()
        .forEach(field -> {
          if (params.has(field.getKey())) {
            throw nested.wrong(field.getKey(), "stands twice", field.getValue());
          }
          params.set(field.getKey(), field.getValue());
        });
  }

  /** The error for a type that does not go with the output. */
  ApiException unknown(List<String> allowed, String why) {
    return new ApiException(
        ErrorCode.INVALID_OPERATION,
        "There is no operation '%s' %s.".formatted(type, why),
        ErrorDetails.field(params.path() + ".type").value(type).allowed(allowed));
  }
}
