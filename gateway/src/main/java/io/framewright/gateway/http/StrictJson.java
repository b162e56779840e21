package io.framewright.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON from strangers: bounded in size, depth and numbers, no key twice, nothing after the
 * end.
 */
public final class StrictJson {

  /** Longest JSON text that is read, in bytes. A {@code data:} input of 5 MB fits in base64. */
  public static final int LARGEST = 8 * 1024 * 1024;

  private static final int DEEPEST = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .maxStringLength(LARGEST)
                          .maxTokenCount(100_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * The whole of {@code in} as one JSON value.
   *
   * @throws ApiException MALFORMED_REQUEST, or PAYLOAD_TOO_LARGE beyond {@link #LARGEST}
   */
  public static JsonNode read(InputStream in) {
    byte[] text;
    try {
      text = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new ApiException(ErrorCode.MALFORMED_REQUEST, "The body could not be read to its end.");
    }
    if (text.length > LARGEST) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE, "A JSON body has at most %d bytes.".formatted(LARGEST));
    }
    return read(text, "The body");
  }

  /**
   * A JSON text.
   *
   * @param what begins the message of an error: "The field 'options'"
   */
  public static JsonNode read(byte[] text, String what) {
    try {
      JsonNode value = MAPPER.readTree(text);
      if (value == null || value.isMissingNode()) {
        throw new ApiException(ErrorCode.MALFORMED_REQUEST, what + " is empty; it should be JSON.");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new ApiException(
          ErrorCode.MALFORMED_REQUEST,
          "%s is not well-formed JSON: %s".formatted(what, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new ApiException(ErrorCode.MALFORMED_REQUEST, what + " is not JSON in UTF-8.");
    }
  }
}
