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
   * Opens a file as what it was sniffed to be and as nothing else: a file that names others finds
   * neither protocols nor formats to reach them.
   */
  static List<String> input(Source source, int threads, double start, OptionalDouble length) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "-protocol_whitelist",
            "file,pipe",
            "-format_whitelist",
            source.demuxer(),
            "-f",
            source.demuxer(),
            "-threads",
            Integer.toString(threads)));
    if (start > 0) {
      arguments.addAll(List.of("-ss", Seconds.text(start)));
    }
    length.ifPresent(seconds -> arguments.addAll(List.of("-t", Seconds.text(seconds))));
    arguments.addAll(List.of("-i", "file:" + source.file()));
    return arguments;
  }

  /** Nothing of the input's tags, chapters, subtitles and data: they name places and people. */
  static List<String> stripped() {
    return List.of(
        "-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-fflags", "+bitexact");
  }

  /** The input's tags and chapters, but neither subtitles nor data. */
  static List<String> kept() {
    return List.of("-map_metadata", "0", "-map_chapters", "0", "-sn", "-dn");
  }

  static List<String> graph(FilterGraph graph) {
    return graph.isEmpty() ? List.of() : List.of("-filter_complex", graph.text());
  }

  /** Pictures into a file each, or one file if the name has no number. */
  static List<String> pictureFile(Path output) {
    return List.of("-f", "image2", "-update", "1", "-y", "file:" + output);
  }

  /** To nowhere. */
  static List<String> nowhere() {
    return List.of("-f", "null", "-y", "pipe:2");
  }
}
