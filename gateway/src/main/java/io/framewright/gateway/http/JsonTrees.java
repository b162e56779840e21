package io.framewright.gateway.http;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** JSON text as the trees that answers are made of. */
@Singleton
public final class JsonTrees {

  private final JsonMapper json;

  JsonTrees(JsonMapper json) {
    this.json = json;
  }

  /**
   * The tree of a text that we or a worker of ours wrote.
   *
   * @throws UncheckedIOException if it is no JSON
   */
  public JsonNode of(String text) {
    try {
      return Objects.requireNonNull(json.readValue(text, JsonNode.class));
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + text, e);
    }
  }
}
