package io.framewright.gateway.pages;

import io.micronaut.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that are packed with the gateway, and pages made of them. */
final class Resources {

  private Resources() {}

  /**
   * A text by its absolute path on the class path.
   *
   * @throws IllegalStateException if it is not there
   */
  static String text(String resource) {
    try (InputStream in = Resources.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            resource + " is not on the class path: a module was packed without it");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /**
   * A page for browsers.
   *
   * @param policy its Content-Security-Policy
   */
  static HttpResponse<String> page(String html, String policy) {
    return HttpResponse.ok(html)
        .header("Content-Security-Policy", policy)
        .header("Cache-Control", "no-cache");
  }
}
