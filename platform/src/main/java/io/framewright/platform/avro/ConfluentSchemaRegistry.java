package io.framewright.platform.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Any registry with Confluent's REST interface. Answers are kept for ever: an id never changes its
 * meaning.
 */
public final class ConfluentSchemaRegistry implements SchemaCatalogue {

  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private final URI base;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<String, Registered> registered = new ConcurrentHashMap<>();

  /**
   * @param base for instance {@code http://registry:8080/apis/ccompat/v7}
   */
  public ConfluentSchemaRegistry(URI base) {
    this.base = URI.create(base.toString().replaceAll("/+$", "") + "/");
  }

  @Override
  public Registered register(String subject, Schema schema) {
    return registered.computeIfAbsent(
        subject + " " + schema.getFullName(), _ -> post(subject, schema));
  }

  private Registered post(String subject, Schema schema) {
    String body = json.createObjectNode().put("schema", schema.toString()).toString();
    String path = "subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
    int id = call("POST", path + "/versions", body).path("id").asInt();
    int version = call("POST", path, body).path("version").asInt();
    schemas.put(id, schema);
    return new Registered(id, version);
  }

  @Override
  public Schema byId(int id) {
    return schemas.computeIfAbsent(
        id,
        _ ->
            new Schema.Parser()
                .parse(call("GET", "schemas/ids/" + id, "").path("schema").asText()));
  }

  private JsonNode call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", CONTENT_TYPE)
            .header("Accept", CONTENT_TYPE)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 404 && method.equals("GET")) {
        throw new UndecodableRecordException(
            "%s: the registry knows no such schema".formatted(path));
      }
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "%s %s at the schema registry: status %d, %s"
                .formatted(method, path, response.statusCode(), response.body()));
      }
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("%s %s at the schema registry".formatted(method, path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the schema registry", e);
    }
  }
}
