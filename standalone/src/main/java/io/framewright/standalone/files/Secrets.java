package io.framewright.standalone.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.IntFunction;

/**
 * What the parts of one platform know each other by; made once per data directory.
 *
 * @param id names this data directory where its path cannot
 * @param apiKey of the first client, tenant {@code default}
 * @param tokenSecret signs the services' tokens to each other
 */
public record Secrets(
    String id,
    String apiKey,
    String postgresPassword,
    String storageAccessKey,
    String storageSecretKey,
    String tokenSecret) {

  /** Reads the directory's secrets, or makes and stores them. */
  public static Secrets of(DataDirectory directory) {
    SecureRandom random = new SecureRandom();
    return of(
        directory,
        bytes -> {
          byte[] secret = new byte[bytes];
          random.nextBytes(secret);
          return HexFormat.of().formatHex(secret);
        });
  }

  static Secrets of(DataDirectory directory, IntFunction<String> secretOfBytes) {
    return directory
        .secrets()
        .read()
        .map(Secrets::parse)
        .orElseGet(() -> {
          Secrets fresh =
              new Secrets(
                  secretOfBytes.apply(8),
                  "fw_" + secretOfBytes.apply(24),
                  secretOfBytes.apply(16),
                  secretOfBytes.apply(10),
                  secretOfBytes.apply(20),
                  secretOfBytes.apply(32));
          directory.secrets().write(fresh.json());
          return fresh;
        });
  }

  private static Secrets parse(JsonNode json) {
    return new Secrets(
        text(json, "id"),
        text(json, "api_key"),
        text(json, "postgres_password"),
        text(json, "storage_access_key"),
        text(json, "storage_secret_key"),
        text(json, "token_secret"));
  }

  private static String text(JsonNode json, String field) {
    String value = json.path(field).asText();
    if (value.isBlank()) {
      throw new IllegalStateException(
          "secrets.json has no %s: restore the file or start with a new data directory"
              .formatted(field));
    }
    return value;
  }

  private ObjectNode json() {
    return PrivateFile.object()
        .put("id", id)
        .put("api_key", apiKey)
        .put("postgres_password", postgresPassword)
        .put("storage_access_key", storageAccessKey)
        .put("storage_secret_key", storageSecretKey)
        .put("token_secret", tokenSecret);
  }

  @Override
  public String toString() {
    return "Secrets[…]";
  }
}
