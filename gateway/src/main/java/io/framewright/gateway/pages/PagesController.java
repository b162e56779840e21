package io.framewright.gateway.pages;

import io.framewright.gateway.health.Version;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code /}, {@code /docs/errors} and {@code /asyncapi.yaml}: what people read first. */
@Controller
final class PagesController {

  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private static final String ASYNC_API = "/framewright/docs/asyncapi.yaml";

  private final Version version;
  private final String asyncApi;

  PagesController(Version version) {
    this.version = version;
    try (InputStream in = PagesController.class.getResourceAsStream(ASYNC_API)) {
      if (in == null) {
        throw new IllegalStateException(
            ASYNC_API + " is not on the class path: the schemas module was packed without it");
      }
      this.asyncApi = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ASYNC_API, e);
    }
  }

  @Get("/")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<String> home() {
    return page(
        "Framewright",
        """
        <h1>Framewright</h1>
        <p>Turns images and video into other images and video. Version %s.</p>
        <pre>curl -H "X-API-Key: $KEY" -F file=@photo.jpg -F output=webp http://127.0.0.1:8000/api/v1/convert
        curl -H "X-API-Key: $KEY" http://127.0.0.1:8000/api/v1/jobs</pre>
        <p><a href="/api/v1/health">Health</a> · <a href="/docs/errors">Errors</a>
        · <a href="/asyncapi.yaml">Events</a></p>
        """
            .formatted(version.text()));
  }

  @Get("/docs/errors")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<String> errors() {
    String rows =
        Arrays.stream(ErrorCode.values())
            .map(code ->
                "<tr id=\"%1$s\"><td><code>%1$s</code></td><td>%2$d</td><td>%3$s</td></tr>"
                    .formatted(code.name(), code.status(), escaped(code.hint())))
            .collect(Collectors.joining("\n"));
    return page(
        "Framewright: errors",
        "<h1>Errors</h1><table><tr><th>Code</th><th>Status</th><th>What to do</th></tr>%s</table>"
            .formatted(rows));
  }

  @Get("/asyncapi.yaml")
  @Produces("application/yaml")
  HttpResponse<String> asyncApi() {
    return HttpResponse.ok(asyncApi).header("Cache-Control", "no-cache");
  }

  private static HttpResponse<String> page(String title, String body) {
    return HttpResponse.ok(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>%s</title>
            <meta name="viewport" content="width=device-width">
            <style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}
            pre{background:#f4f4f4;padding:1rem;overflow:auto}td,th{text-align:left;padding:.3rem .8rem .3rem 0;vertical-align:top}</style>
            </head><body>%s</body></html>
            """
                .formatted(title, body))
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", "no-cache");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
