package io.framewright.gateway.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.errors.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} is the catalogue. */
class ErrorPageTest {

  private static final Path PAGE = Path.of("..", "docs", "errors.md");
  private static final String HOW =
      "mvn -pl gateway -am test -Dtest=ErrorPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dframewright.write-error-page=true";

  @Test
  void thePageIsTheCatalogue() throws IOException {
    String text = page();
    if (Boolean.getBoolean("framewright.write-error-page")) {
      Files.writeString(PAGE, text);
    }
    assertThat(PAGE).as("out of date; write it again: " + HOW).hasContent(text);
  }

  @Test
  void eachCodeSaysWhatToDo() {
    assertThat(ErrorCode.values())
        .allSatisfy(code -> {
          assertThat(code.status()).isBetween(400, 599);
          assertThat(code.hint()).as(code.name()).endsWith(".");
        });
  }

  private static String page() {
    return """
    # Errors

    This page is generated from the catalogue (`ErrorCode`). To write it anew: `%s`.

    Every answer with a status of 400 or more has this body, whatever went wrong; a failed job carries the same codes in
    `error`. Codes are stable: programs go by `code`, people by `message`, and `hint` says what to do. `details` names the field
    of the request that was wrong, what was sent, and what may be sent. `request_id` is the `X-Request-Id` of the answer, and
    stands in the logs.

    ```json
    {"error": {"type": "validation_error", "code": "INVALID_CODEC_FORMAT", "message": "The codec vp9 does not go into mp4.",
     "details": {"field": "output.video.codec", "value": "vp9", "allowed": ["h264", "h265"], "suggestion": "h264"},
     "hint": "Choose a codec that goes into the container, or another container.",
     "doc_url": "/docs/errors#INVALID_CODEC_FORMAT", "request_id": "01a204be-6433-7d02-a486-c648e7e41804"}}
    ```

    A client that accepts `application/problem+json` gets the same as RFC 9457 has it. `429` and `503` say in `Retry-After` when to
    come again. The gateway shows this table at `/docs/errors`.

    | code | status | type | what to do |
    |---|---|---|---|
    %s
    """
        .formatted(
            HOW,
            Arrays.stream(ErrorCode.values())
                .map(code ->
                    "| `%s` | %d | `%s` | %s |"
                        .formatted(
                            code.name(),
                            code.status(),
                            ErrorRenderer.typeOf(code.status()),
                            code.hint()))
                .collect(Collectors.joining("\n")));
  }
}
