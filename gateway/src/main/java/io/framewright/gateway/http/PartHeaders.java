package io.framewright.gateway.http;

import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part of a form says about itself.
 *
 * @param name of the form's field
 * @param fileName as the client's system calls it; only ever shown, never used as a path
 */
public record PartHeaders(String name, Optional<String> fileName) {

  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*(name|filename)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))");

  static PartHeaders parse(String headers) {
    String disposition =
        headers
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
            .findFirst()
            .orElseThrow(() -> nameless());
    Optional<String> name = Optional.empty();
    Optional<String> fileName = Optional.empty();
    Matcher parameters = PARAMETER.matcher(disposition);
    while (parameters.find()) {
      String value =
          parameters.group(2) == null
              ? parameters.group(3)
              : parameters.group(2).replace("\\\"", "\"").replace("%22", "\"");
      if (parameters.group(1).equals("name")) {
        name = Optional.of(value);
      } else {
        fileName = Optional.of(FileNames.shown(value));
      }
    }
    return new PartHeaders(name.orElseThrow(() -> nameless()), fileName);
  }

  private static ApiException nameless() {
    return new ApiException(
        ErrorCode.MALFORMED_REQUEST, "A part of the form has no Content-Disposition with a name.");
  }
}
