package io.framewright.schemas.contract;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas as the sources have them now, by the records that stand in topics. */
public final class CurrentSchemas {

  private static final String PACKAGE = "io.framewright.schemas.avro.";

  private CurrentSchemas() {}

  /** The names of the records that topics carry, each once. */
  public static List<String> records() {
    return TopicList.load().stream()
        .map(TopicList.Entry::record)
        .filter(record -> !record.equals("bytes"))
        .distinct()
        .toList();
  }

  public static Schema of(String record) {
    try {
      return SpecificData.get().getSchema(Class.forName(PACKAGE + record));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "topics.yaml names the record %s, and src/main/avro has none".formatted(record), e);
    }
  }
}
