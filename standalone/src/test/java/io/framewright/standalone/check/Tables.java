package io.framewright.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** The committed tables. */
final class Tables {

  static final Path FOLDER = Path.of("..", "e2e", "matrix");

  private static final int FEWEST = 60;
  private static final int FEWEST_ALWAYS = 12;

  private Tables() {}

  /** The rows that every build runs. */
  static List<Row> always(String table) {
    List<Row> rows = Matrix.table(FOLDER, table);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(FEWEST);
    List<Row> always = rows.stream().filter(Row::always).toList();
    assertThat(always).hasSizeGreaterThanOrEqualTo(FEWEST_ALWAYS);
    return always;
  }
}
