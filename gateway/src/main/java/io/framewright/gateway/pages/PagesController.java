package io.framewright.gateway.pages;

import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * {@code /}, {@code /docs/errors} and {@code /asyncapi.yaml}: what people see first. The page's
 * scripts and styles are static resources below {@code /app}.
 */
@Controller
final class PagesController {

  /** Nothing from elsewhere, nothing inline; what the browser itself holds may be shown. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src blob: data:; media-src blob:; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final String HOME = "/framewright/gateway/page/index.html";
  private static final String ASYNC_API = "/framewright/docs/asyncapi.yaml";

  private final String home = Resources.text(HOME);
  private final String asyncApi = Resources.text(ASYNC_API);

  @Get("/")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<String> home() {
    return Resources.page(home, POLICY);
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
    return Resources.page(
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Framewright: errors</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,"><link rel="stylesheet" href="/app/style.css"></head>
        <body><header><h1>Errors</h1><nav><a href="/">Framewright</a></nav></header>
        <main><table class="panel"><tr><th>Code</th><th>Status</th><th>What to do</th></tr>
        %s</table></main></body></html>
        """
            .formatted(rows),
        POLICY);
  }

  @Get("/asyncapi.yaml")
  @Produces("application/yaml")
  HttpResponse<String> asyncApi() {
    return HttpResponse.ok(asyncApi).header("Cache-Control", "no-cache");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
