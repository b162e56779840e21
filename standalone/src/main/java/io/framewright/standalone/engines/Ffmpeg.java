package io.framewright.standalone.engines;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A working ffmpeg.
 *
 * @param libraryPath folder of its shared libraries when it does not use the system's
 * @param version as it says of itself
 */
public record Ffmpeg(Path ffmpeg, Path ffprobe, Optional<Path> libraryPath, String version) {

  /** What its programs must find in their environment. */
  public Map<String, String> environment() {
    return libraryPath
        .map(folder -> Map.of("LD_LIBRARY_PATH", folder.toString()))
        .orElseGet(Map::of);
  }

  @Override
  public String toString() {
    return "%s, %s".formatted(version, ffmpeg);
  }
}
