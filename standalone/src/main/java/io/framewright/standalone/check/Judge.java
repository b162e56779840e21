package io.framewright.standalone.check;

import io.framewright.standalone.engines.CommandRunner;
import io.framewright.standalone.engines.Ffmpeg;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what came with what a row expects. */
public final class Judge {

  private static final Pattern SIZE = Pattern.compile("\\d+x\\d+");
  private static final Pattern SOUND = Pattern.compile("([a-z0-9_]+):(\\d+)");
  private static final Pattern LENGTH = Pattern.compile("([0-9.]+)s");
  private static final Pattern POINT =
      Pattern.compile("(?:(\\d+)@)?(\\d+),(\\d+)=(#[0-9a-f]{6}(?:[0-9a-f]{2})?)(?:~(\\d+))?");
  private static final Pattern LIMIT = Pattern.compile("bytes<(\\d+)");
  private static final int CLOSE_COLOUR = 12;
  private static final double CLOSE_SECONDS = 0.35;
  private static final double CLOSE_RATE = 0.5;
  private static final double CLOSE_LOUDNESS = 1;

  private final Tools tools;

  public Judge(CommandRunner runner, Ffmpeg engine) {
    this.tools = new Tools(runner, engine);
  }

  Tools tools() {
    return tools;
  }

  /** For each fact that does not hold, the fact and what came instead. */
  public List<String> differences(Row row, Came came) {
    return switch (came) {
      case Came.Refused(var code, var message) -> refused(row, code, message);
      case Came.Made made -> differences(row, made);
    };
  }

  private static List<String> refused(Row row, String code, String message) {
    boolean expected =
        row.facts().equals(List.of("error=" + code)) || row.facts().contains("door=" + code);
    return expected
        ? List.of()
        : List.of(
            "expected %s, came error=%s (%s)"
                .formatted(String.join(" ", row.facts()), code, message));
  }

  private List<String> differences(Row row, Came.Made made) {
    List<String> differences = new ArrayList<>();
    Map<Path, Seen> seen = new HashMap<>();
    Path file = made.outputs().values().iterator().next();
    for (String fact : row.facts()) {
      if (fact.startsWith(">")) {
        Path named = made.outputs().get(fact.substring(1));
        if (named == null) {
          differences.add("expected %s, came %s".formatted(fact, made.outputs().keySet()));
          return differences;
        }
        file = named;
      } else {
        Seen output = seen.computeIfAbsent(file, path -> Seen.of(tools, path));
        instead(fact, row, made, output)
            .ifPresent(came -> differences.add("expected %s, came %s".formatted(fact, came)));
      }
    }
    return differences;
  }

  /** What came instead of a fact; nothing if it holds. */
  private static Optional<String> instead(String fact, Row row, Came.Made made, Seen seen) {
    Matcher point = POINT.matcher(fact);
    Matcher sound = SOUND.matcher(fact);
    Matcher length = LENGTH.matcher(fact);
    Matcher limit = LIMIT.matcher(fact);
    if (SIZE.matcher(fact).matches()) {
      return unlessEqual(fact, seen.size());
    }
    if (point.matches()) {
      return colour(point, seen);
    }
    if (sound.matches()) {
      return unlessEqual(fact, "%s:%d".formatted(seen.codec("audio"), seen.channels()));
    }
    if (length.matches()) {
      return unlessClose(Double.parseDouble(length.group(1)), seen.seconds(), CLOSE_SECONDS);
    }
    if (limit.matches()) {
      int bytes = seen.content().length;
      return bytes < Integer.parseInt(limit.group(1))
          ? Optional.empty()
          : Optional.of(bytes + " bytes");
    }
    if (fact.startsWith("-")) {
      String codec = seen.codec(fact.substring(1));
      return codec.isEmpty() ? Optional.empty() : Optional.of(codec);
    }
    int equals = fact.indexOf('=');
    return equals < 0
        ? unlessEqual(fact, row.isPicture() ? seen.format() : seen.codec("video"))
        : instead(fact.substring(0, equals), fact.substring(equals + 1), made, seen);
  }

  private static Optional<String> instead(String key, String value, Came.Made made, Seen seen) {
    return switch (key) {
      case "outputs" -> unlessEqual(value, Integer.toString(made.outputs().size()));
      case "frames" -> unlessEqual(value, Integer.toString(seen.frames()));
      case "warn" ->
          made.warnings().stream().anyMatch(text -> text.contains(value))
              ? Optional.empty()
              : Optional.of("the warnings " + made.warnings());
      case "holds" -> contains(seen, value) ? Optional.empty() : Optional.of("a file without it");
      case "lacks" -> contains(seen, value) ? Optional.of("a file with it") : Optional.empty();
      case "audio" -> unlessEqual(value, seen.codec("audio"));
      case "fps" -> unlessClose(Double.parseDouble(value), seen.framesASecond(), CLOSE_RATE);
      case "pixels" -> unlessEqual(value, seen.pixelFormat());
      case "turn" -> unlessEqual(value, Integer.toString(seen.turn()));
      case "loud" -> unlessClose(Double.parseDouble(value), seen.loudness(), CLOSE_LOUDNESS);
      case "needs" -> Optional.empty(); // the row is only there where it can be done
      case "error", "door" -> Optional.of("outputs " + made.outputs().keySet());
      default -> throw new IllegalArgumentException("no such fact: " + key);
    };
  }

  private static Optional<String> colour(Matcher point, Seen seen) {
    int frame = point.group(1) == null ? 1 : Integer.parseInt(point.group(1));
    int most = point.group(5) == null ? CLOSE_COLOUR : Integer.parseInt(point.group(5));
    Optional<Colour> pixel =
        seen.pixel(frame, Integer.parseInt(point.group(2)), Integer.parseInt(point.group(3)));
    return pixel.isPresent() && pixel.get().distance(Colour.of(point.group(4))) <= most
        ? Optional.empty()
        : Optional.of(pixel.map(Colour::toString).orElse("no such pixel"));
  }

  private static boolean contains(Seen seen, String value) {
    String text =
        value.startsWith("0x")
            ? new String(HexFormat.of().parseHex(value.substring(2)), StandardCharsets.ISO_8859_1)
            : value;
    return new String(seen.content(), StandardCharsets.ISO_8859_1).contains(text);
  }

  private static Optional<String> unlessEqual(String expected, String came) {
    return expected.equals(came) ? Optional.empty() : Optional.of(came.isEmpty() ? "none" : came);
  }

  private static Optional<String> unlessClose(double expected, double came, double close) {
    return Math.abs(expected - came) < close ? Optional.empty() : Optional.of(came + "");
  }
}
