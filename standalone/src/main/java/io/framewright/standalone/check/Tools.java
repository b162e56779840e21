package io.framewright.standalone.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.framewright.standalone.engines.CommandRunner;
import io.framewright.standalone.engines.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program that judges: ffmpeg and ffprobe, which no picture goes through otherwise. */
record Tools(CommandRunner runner, Ffmpeg engine) {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What ffprobe says of a file: format, streams with their frames counted; missing if nothing. */
  JsonNode probe(Path file) {
    CommandRunner.Outcome outcome =
        run(
            engine.ffprobe(),
            List.of(
                "-v",
                "quiet",
                "-of",
                "json",
                "-show_format",
                "-show_streams",
                "-count_frames",
                file.toString()));
    if (!outcome.succeeded()) {
      return MissingNode.getInstance();
    }
    try {
      return JsonMapper.builder().build().readTree(outcome.output());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ffprobe says of %s no JSON".formatted(file), e);
    }
  }

  /** Runs ffmpeg with these arguments after the usual ones. */
  CommandRunner.Outcome ffmpeg(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-y"));
    all.addAll(arguments);
    return run(engine.ffmpeg(), all);
  }

  /** The major version, for options that changed. */
  int major() {
    String digits = engine.version().replaceAll("^\\D*(\\d+).*$", "$1");
    return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
  }

  private CommandRunner.Outcome run(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    return runner.run(command, engine.environment(), LIMIT);
  }
}
