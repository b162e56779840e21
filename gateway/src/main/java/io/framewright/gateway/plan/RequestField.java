package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Where in a request a parameter of its plan came from, for errors that name it. */
final class RequestField {

  private static final Pattern STEP = Pattern.compile("steps\\[(\\d+)](.*)");
  private static final String OPERATIONS = "operations";

  private final Plan plan;
  private final List<StepRequest> requests;

  RequestField(Plan plan, List<StepRequest> requests) {
    this.plan = plan;
    this.requests = requests;
  }

  /**
   * The path within the request.
   *
   * @param parameter path within the plan's parameters: {@code steps[0].width}
   */
  String of(String parameter) {
    Matcher step = STEP.matcher(parameter);
    if (step.matches()) {
      return ofStep(Integer.parseInt(step.group(1)), step.group(2));
    }
    boolean picture = plan.operation().equals(ImagePlan.OPERATION);
    if (parameter.startsWith("output")) {
      boolean encoder = picture && !parameter.equals("output.format");
      return encoder ? parameter.replaceFirst("^output", "output.image") : parameter;
    }
    if (picture) {
      return parameter.startsWith("renditions") ? "output.image." + parameter : parameter;
    }
    return IntStream.range(0, requests.size())
        .filter(index -> ThumbnailPlan.makesPicture(requests.get(index)))
        .mapToObj(index -> "%s[%d].%s".formatted(OPERATIONS, index, parameter))
        .findFirst()
        .orElse(parameter);
  }

  /** Steps stand in the order of the requests, so that the n-th of a type came from the n-th. */
  private String ofStep(int index, String rest) {
    JsonNode steps = plan.params().path("steps");
    JsonNode step = steps.path(index);
    long before =
        IntStream.range(0, index).filter(other -> isLike(steps.path(other), step)).count();
    return IntStream.range(0, requests.size())
        .filter(request -> asks(requests.get(request), step))
        .skip(before)
        .mapToObj(request -> "%s[%d]%s".formatted(OPERATIONS, request, rest))
        .findFirst()
        .orElse(OPERATIONS + rest.replaceFirst("^\\.", ": "));
  }

  private static boolean isLike(JsonNode step, JsonNode other) {
    return step.path("type").equals(other.path("type"))
        && step.path("name").equals(other.path("name"));
  }

  /** A filter may be asked for by its own name. */
  private static boolean asks(StepRequest request, JsonNode step) {
    String type = step.path("type").asText();
    String name = step.path("name").asText();
    return request.type().equals(type)
        ? name.isEmpty()
            || request.params().text("name").filter(asked -> !asked.equals(name)).isEmpty()
        : request.type().equals(name);
  }
}
