package io.framewright.standalone.engines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers commands by how they begin; what it does not know is not there. */
final class FakeRunner implements CommandRunner {

  private final Map<String, Supplier<Outcome>> answers = new LinkedHashMap<>();
  final List<String> ran = new ArrayList<>();

  FakeRunner on(String beginning, int exitCode, String output) {
    return on(beginning, () -> new Outcome(exitCode, output));
  }

  FakeRunner on(String beginning, Supplier<Outcome> answer) {
    answers.put(beginning, answer);
    return this;
  }

  @Override
  public Outcome run(List<String> command, Map<String, String> environment, Duration limit) {
    String line = String.join(" ", command);
    ran.add(line);
    return answers.entrySet().stream()
        .filter(answer -> line.startsWith(answer.getKey()))
        .findFirst()
        .map(answer -> answer.getValue().get())
        .orElse(new Outcome(NOT_FOUND, "not found"));
  }
}
