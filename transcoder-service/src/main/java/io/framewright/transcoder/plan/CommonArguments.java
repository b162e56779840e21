package io.framewright.transcoder.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The arguments that every run has, in ffmpeg's order: general, input, output. */
final class CommonArguments {

  private CommonArguments() {}

  /** No questions, a log that a person can read, progress twice a second. */
  static List<String> general() {
    return List.of(
        "-nostdin",
        "-hide_banner",
        "-nostats",
        "-loglevel",
        "level+info",
        "-progress",
        "pipe:1",
        "-stats_period",
        "0.5");
  }

  /**
   * Opens {@code input} as what it was sniffed to be and as nothing else: a file that names others
   * finds neither protocols nor formats to reach them.
   */
  static List<String> input(
      String demuxer, int threads, double start, Path input, OptionalDouble length) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "-protocol_whitelist",
            "file,pipe",
            "-format_whitelist",
            demuxer,
            "-f",
            demuxer,
            "-threads",
            Integer.toString(threads)));
    if (start > 0) {
      arguments.addAll(List.of("-ss", TimeWindow.text(start)));
    }
    length.ifPresent(seconds -> arguments.addAll(List.of("-t", TimeWindow.text(seconds))));
    arguments.addAll(List.of("-i", "file:" + input));
    return arguments;
  }

  /** Nothing of the input's tags, chapters, subtitles and data: they name places and people. */
  static List<String> stripped() {
    return List.of(
        "-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-fflags", "+bitexact");
  }
}
