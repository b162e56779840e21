package io.framewright.standalone.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/** What a client on this machine needs to use the platform. */
public record Credentials(
    URI baseUrl, String apiKey, String bootstrapServers, URI schemaRegistryUrl) {

  public static Optional<Credentials> read(DataDirectory directory) {
    return directory.credentials().read().map(Credentials::parse);
  }

  public void write(DataDirectory directory) {
    directory
        .credentials()
        .write(
            PrivateFile.object()
                .put("base_url", baseUrl.toString())
                .put("api_key", apiKey)
                .put("bootstrap_servers", bootstrapServers)
                .put("schema_registry_url", schemaRegistryUrl.toString()));
  }

  private static Credentials parse(JsonNode json) {
    return new Credentials(
        URI.create(json.path("base_url").asText()),
        json.path("api_key").asText(),
        json.path("bootstrap_servers").asText(),
        URI.create(json.path("schema_registry_url").asText()));
  }

  @Override
  public String toString() {
    return "Credentials[%s]".formatted(baseUrl);
  }
}
