package io.framewright.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Words that must not turn up where they do not belong, and a search for them.
 *
 * @param words each by what it is, which may be shown
 */
record Planted(Map<String, String> words) {

  /** The secrets that a platform has made for itself. */
  static Planted secretsOf(Path data) {
    Map<String, String> words = new TreeMap<>();
    try {
      JsonNode secrets = new ObjectMapper().readTree(data.resolve("secrets.json").toFile());
      secrets
          .properties()
          .forEach(secret -> words.put(secret.getKey(), secret.getValue().asText()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the secrets of " + data, e);
    }
    words.remove("id"); // names a directory
    words.put("a token that services show each other", "eyJhbGciOi");
    return new Planted(words);
  }

  Planted and(String what, String word) {
    Map<String, String> more = new TreeMap<>(words);
    more.put(what, word);
    return new Planted(more);
  }

  /** What of it stands in the text. */
  List<String> foundIn(String text) {
    return words.entrySet().stream()
        .filter(word -> text.contains(word.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Where it stands in files below the folder whose name has the ending. */
  List<String> foundUnder(Path folder, String ending) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file) && file.toString().endsWith(ending)) {
          // one character a byte, so that records can be searched as well as text
          foundIn(Files.readString(file, StandardCharsets.ISO_8859_1))
              .forEach(what -> found.add("%s in %s".formatted(what, file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot search " + folder, e);
    }
    return found;
  }
}
