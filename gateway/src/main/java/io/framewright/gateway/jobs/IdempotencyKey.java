package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.Digests;
import io.framewright.platform.operations.OperationCatalogue;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client's name for one request, so that repeating the request does not repeat the job.
 *
 * @param value 1 to 255 visible ASCII characters
 */
record IdempotencyKey(String value) {

  private static final String HEADER = "Idempotency-Key";
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

  IdempotencyKey {
    if (!FORM.matcher(value).matches()) {
      throw new ApiException(
          ErrorCode.INVALID_HEADER, HEADER + " has 1 to 255 visible ASCII characters.");
    }
  }

  static Optional<IdempotencyKey> of(HttpRequest<?> request) {
    List<String> sent = request.getHeaders().getAll(HEADER);
    if (sent.size() > 1) {
      throw new ApiException(ErrorCode.INVALID_HEADER, HEADER + " came more than once.");
    }
    return sent.stream().findFirst().map(IdempotencyKey::new);
  }

  /** The key of one of several requests that came together under this one. */
  IdempotencyKey part(int index) {
    return new IdempotencyKey(Digests.sha256(value) + "/" + index);
  }

  /** Hex SHA-256 of a request: equal for bodies that say the same, however they are laid out. */
  static String hash(JsonNode request) {
    return Digests.sha256(OperationCatalogue.canonical(request));
  }
}
