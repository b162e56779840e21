package io.framewright.standalone.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a matrix.
 *
 * @param always whether it belongs to those that every build runs
 * @param inputs names of files, the main one first
 * @param operation of a task: image.convert
 * @param params of that operation, as its schema has them
 * @param facts what must come of it; the head of the table says which words there are
 */
public record Row(
    boolean always, List<String> inputs, String operation, ObjectNode params, List<String> facts) {

  private static final int COLUMNS = 5;
  private static final String NEEDS = "needs=";

  public Row {
    inputs = List.copyOf(inputs);
    facts = List.copyOf(facts);
    params = params.deepCopy();
  }

  /**
   * All lines of a table but comments.
   *
   * @throws IllegalArgumentException if one has another number of columns, or no JSON in the fourth
   */
  public static List<Row> read(Path table) {
    try {
      List<Row> rows = new ArrayList<>();
      for (String line : Files.readAllLines(table)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(parse(line));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(table), e);
    }
  }

  static Row parse(String line) {
    List<String> cells = List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
    if (cells.size() != COLUMNS) {
      throw new IllegalArgumentException("five columns are needed: " + line);
    }
    return new Row(
        cells.get(0).equals("*"),
        List.of(cells.get(1).split(" +")),
        cells.get(2),
        json(cells.get(3)),
        List.of(cells.get(4).split(" +")));
  }

  private static ObjectNode json(String text) {
    try {
      return JsonMapper.builder().build().readValue(text, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + text, e);
    }
  }

  /** Whether it is about a picture, and not about a film or a sound. */
  public boolean isPicture() {
    return operation.startsWith("image.");
  }

  /** The formats that a worker must read or write: {@code in:heic}. */
  List<String> needs() {
    return facts.stream()
        .filter(fact -> fact.startsWith(NEEDS))
        .map(fact -> fact.substring(NEEDS.length()))
        .toList();
  }

  /** What the table says that is done. */
  @Override
  public String toString() {
    return "%s %s %s".formatted(String.join(" ", inputs), operation, params);
  }
}
