package io.framewright.standalone.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A small JSON file that only its owner can read (mode 600) and that is never half written. */
public record PrivateFile(Path path) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A new, empty object to fill and {@link #write}. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Nothing if the file is not there. */
  public Optional<JsonNode> read() {
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(path.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(path), e);
    }
  }

  /** Replaces the content in one step, and makes the folder where it is missing. */
  public void write(JsonNode content) {
    try {
      Path folder = path.toAbsolutePath().resolveSibling("");
      Files.createDirectories(folder);
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Path temporary = Files.createTempFile(folder, "new-", ".json", ownerOnly);
      Files.writeString(temporary, content.toPrettyString() + "\n");
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s".formatted(path), e);
    }
  }

  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete %s".formatted(path), e);
    }
  }
}
