package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON object of a request, which knows where in the request it stands: every error names the
 * field in full. A field that is {@code null} counts as absent.
 *
 * @param path of the object, empty for the body itself
 * @param code that errors carry
 */
public record Fields(ObjectNode node, String path, ErrorCode code) {

  /**
   * Takes {@code value} as an object.
   *
   * @throws ApiException if it is something else
   */
  public static Fields of(JsonNode value, String path, ErrorCode code) {
    if (value instanceof ObjectNode object) {
      return new Fields(object, path, code);
    }
    throw new ApiException(
        code,
        "%s should be an object.".formatted(path.isEmpty() ? "The body" : "'" + path + "'"),
        ErrorDetails.field(path).value(value.toString()));
  }

  /** The full name of one of the object's fields. */
  public String name(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** Refuses every field that is not one of {@code known}. */
  public Fields only(String... known) {
    Set<String> names = new TreeSet<>(List.of(known));
    node.fieldNames()
        .forEachRemaining(field -> {
          if (!names.contains(field)) {
            throw new ApiException(
                code,
                "There is no field '%s' here.".formatted(name(field)),
                ErrorDetails.field(name(field)).allowed(List.copyOf(names)));
          }
        });
    return this;
  }

  public Optional<JsonNode> value(String field) {
    return Optional.ofNullable(node.get(field)).filter(value -> !value.isNull());
  }

  public Optional<String> text(String field) {
    return value(field)
        .map(value -> {
          if (!value.isTextual()) {
            throw wrong(field, "should be a string", value);
          }
          return value.textValue();
        });
  }

  public String requiredText(String field) {
    return text(field).orElseThrow(() -> missing(field));
  }

  public Optional<Boolean> flag(String field) {
    return value(field)
        .map(value -> {
          if (!value.isBoolean()) {
            throw wrong(field, "should be true or false", value);
          }
          return value.booleanValue();
        });
  }

  public Optional<Fields> object(String field) {
    return value(field).map(value -> of(value, name(field), code));
  }

  /** An error about one field. */
  public ApiException wrong(String field, String problem, JsonNode value) {
    return new ApiException(
        code,
        "'%s' %s.".formatted(name(field), problem),
        ErrorDetails.field(name(field))
            .value(value.isTextual() ? value.textValue() : value.toString()));
  }

  /** An error about a field that is not there. */
  public ApiException missing(String field) {
    return new ApiException(
        code, "'%s' is missing.".formatted(name(field)), ErrorDetails.field(name(field)));
  }
}
