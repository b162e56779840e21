package io.framewright.gateway.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code /openapi.json}, and two readers of it: {@code /docs} to try things out, {@code /redoc} to
 * read on. Both come with the gateway and fetch nothing from elsewhere.
 */
@Controller
final class DocsController {

  private static final String OPEN_API = "/framewright/docs/openapi.yaml";

  /** Both readers write their styles themselves. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " connect-src 'self'; img-src 'self' data:; font-src data:; worker-src blob:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String yaml = Resources.text(OPEN_API);
  private final String json = json(yaml);
  private final String docs =
      page(
          "swagger-ui",
          """
          <link rel="stylesheet" href="/docs/lib/swagger-ui/%1$s/swagger-ui.css"></head>
          <body><div id="docs"></div>
          <script src="/docs/lib/swagger-ui/%1$s/swagger-ui-bundle.js"></script>
          <script src="/app/docs.js"></script></body></html>
          """
              .formatted(version("org.webjars/swagger-ui")));
  private final String redoc =
      page(
          "redoc",
          """
          </head><body><div id="docs"></div>
          <script src="/docs/lib/redoc/%s/bundles/redoc.standalone.js"></script>
          <script src="/app/redoc.js"></script></body></html>
          """
              .formatted(version("org.webjars.npm/redoc")));

  @Get("/openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<String> openApi() {
    return HttpResponse.ok(json).header("Cache-Control", "no-cache");
  }

  @Get("/openapi.yaml")
  @Produces("application/yaml")
  HttpResponse<String> openApiYaml() {
    return HttpResponse.ok(yaml).header("Cache-Control", "no-cache");
  }

  @Get("/docs")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<String> docs() {
    return Resources.page(docs, POLICY);
  }

  @Get("/redoc")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<String> redoc() {
    return Resources.page(redoc, POLICY);
  }

  private static String page(String reader, String rest) {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>Framewright: the API (%s)</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,">
    %s\
    """
        .formatted(reader, rest);
  }

  /** The version of a packed library stands in its path, so that browsers may keep the files. */
  private static String version(String artifact) {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(
              Resources.text("/META-INF/maven/%s/pom.properties".formatted(artifact))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the version of " + artifact, e);
    }
    return properties.getProperty("version");
  }

  private static String json(String yaml) {
    Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    try {
      return JsonMapper.builder().build().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(OPEN_API + " is no document", e);
    }
  }
}
