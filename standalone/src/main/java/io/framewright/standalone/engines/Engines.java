package io.framewright.standalone.engines;

import java.nio.file.Path;
import java.util.Map;

/** The two searches, set up for this machine. */
public record Engines(Ladder<Ffmpeg> ffmpeg, Ladder<Libvips> libvips, EngineCache cache) {

  public static Engines ofThisMachine() {
    Map<String, String> environment = System.getenv();
    return of(
        new ProcessRunner(),
        EngineCache.of(
            environment,
            Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")))),
        environment);
  }

  static Engines of(CommandRunner runner, EngineCache cache, Map<String, String> environment) {
    return new Engines(
        new FfmpegPlaces(runner, cache, environment).ladder(),
        new LibvipsPlaces(runner, cache, environment).ladder(),
        cache);
  }
}
