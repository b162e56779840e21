package io.framewright.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.standalone.CannotRunException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PartsTest {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void aPartStartsWhenWhatItNeedsIsThere() {
    try (Parts parts = new Parts(new Closing(), lines::add)) {
      CompletableFuture<Integer> first = parts.run("first", () -> 20);
      CompletableFuture<Integer> second = parts.run("second", () -> first.join() + 1, first);

      Parts.join(second);

      assertThat(second.join()).isEqualTo(21);
      assertThat(lines).hasSize(2).allMatch(line -> line.endsWith(" ms"));
    }
  }

  @Test
  void theFirstFailureComesOutAsItWasThrown() {
    try (Parts parts = new Parts(new Closing(), lines::add)) {
      CompletableFuture<?> never = new CompletableFuture<>();
      CompletableFuture<?> broken =
          parts.run(
              "broken",
              () -> {
                throw new CannotRunException("no ffmpeg", "install it");
              });

      assertThatThrownBy(() -> Parts.join(never, broken)).isInstanceOf(CannotRunException.class);
    }
  }
}
