package io.framewright.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReaderTest {

  private final EventReader reader = new EventReader();

  @Test
  void aMessageEndsWithAnEmptyLine() {
    assertThat(
            read("id: 3", "event: progress", "data: {\"percentage\": 25.5, \"stage\": \"x\"}", ""))
        .containsExactly(new Progress("progress", 25.5, "x"));
  }

  @Test
  void commentsAreNoMessages() {
    assertThat(read(": still there", "")).isEmpty();
  }

  @Test
  void whateverIsNotProgressIsTheLast() {
    assertThat(read("event: complete", "data: {\"status\":\"completed\"}", ""))
        .allMatch(Progress::isLast)
        .hasSize(1);
  }

  private List<Progress> read(String... lines) {
    return List.of(lines).stream().map(reader::next).flatMap(Optional::stream).toList();
  }
}
