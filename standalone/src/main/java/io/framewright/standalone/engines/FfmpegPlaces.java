package io.framewright.standalone.engines;

import io.framewright.standalone.engines.Rung.Attempt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Where ffmpeg and its ffprobe may be. */
final class FfmpegPlaces {

  static final String RELEASE = "8.0.1-1.5.13";
  private static final String ARTIFACT =
      "org.bytedeco:ffmpeg:%s:jar:linux-x86_64-gpl".formatted(RELEASE);
  private static final String INSIDE = "org/bytedeco/ffmpeg/linux-x86_64-gpl/";
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy";
  private static final Duration FETCH = Duration.ofMinutes(10);
  private static final Duration TRY = Duration.ofSeconds(20);
  private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S+)");
  private static final Pattern NOT_FOUND = Pattern.compile("\\s*(\\S+) => not found");

  private final CommandRunner runner;
  private final EngineCache cache;
  private final SystemPackages packages;
  private final Map<String, String> environment;

  FfmpegPlaces(CommandRunner runner, EngineCache cache, Map<String, String> environment) {
    this.runner = runner;
    this.cache = cache;
    this.environment = environment;
    this.packages = new SystemPackages(runner, environment);
  }

  Ladder<Ffmpeg> ladder() {
    return new Ladder<>(
        "ffmpeg",
        "type: apt-get update && apt-get install -y --no-install-recommends ffmpeg"
            + " (or name one in FRAMEWRIGHT_FFMPEG_FFMPEG and FRAMEWRIGHT_FFMPEG_FFPROBE)",
        List.of(
            new Rung<>("configuration", false, this::configured),
            new Rung<>("cache", false, this::cached),
            new Rung<>("Maven", true, this::fromMaven),
            new Rung<>("system", false, this::onPath),
            new Rung<>("apt-get", true, this::installed)));
  }

  private Attempt<Ffmpeg> configured() {
    String ffmpeg = environment.getOrDefault("FRAMEWRIGHT_FFMPEG_FFMPEG", "");
    if (ffmpeg.isBlank()) {
      return new Attempt.Missing<>("FRAMEWRIGHT_FFMPEG_FFMPEG is not set");
    }
    Path beside = Path.of(ffmpeg).resolveSibling("ffprobe");
    Path ffprobe =
        Path.of(environment.getOrDefault("FRAMEWRIGHT_FFMPEG_FFPROBE", beside.toString()));
    Optional<Path> libraries =
        Optional.ofNullable(environment.get("FRAMEWRIGHT_FFMPEG_LIBRARY_PATH")).map(Path::of);
    return tried(Path.of(ffmpeg), ffprobe, libraries);
  }

  private Attempt<Ffmpeg> cached() {
    Path folder = cache.folder("ffmpeg-" + RELEASE);
    return Files.isDirectory(folder)
        ? tried(folder.resolve("ffmpeg"), folder.resolve("ffprobe"), Optional.of(folder))
        : new Attempt.Missing<>("nothing in %s".formatted(folder));
  }

  private Attempt<Ffmpeg> fromMaven() {
    try {
      cache.store("ffmpeg-" + RELEASE, this::fetch);
    } catch (UncheckedIOException e) {
      return new Attempt.Missing<>(
          String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
    }
    return cached();
  }

  private void fetch(Path folder) throws IOException {
    CommandRunner.Outcome outcome =
        runner.run(
            List.of(
                "mvn", "-q", "-B", COPY, "-Dartifact=" + ARTIFACT, "-DoutputDirectory=" + folder),
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            FETCH);
    if (!outcome.succeeded()) {
      throw new IOException("mvn cannot get %s: %s".formatted(ARTIFACT, outcome.error()));
    }
    Path jar = folder.resolve("ffmpeg-%s-linux-x86_64-gpl.jar".formatted(RELEASE));
    unpack(jar, folder);
    Files.delete(jar);
    addStubs(folder);
  }

  /** Programs and libraries only; those that bind to Java are of no use here. */
  private static void unpack(Path jar, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(FfmpegPlaces::isWanted).toList()) {
        Path file = folder.resolve(entry.getName().substring(INSIDE.length()));
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, file);
        }
        if (!file.toFile().setExecutable(true, false)) {
          throw new IOException("cannot make %s executable".formatted(file));
        }
      }
    }
  }

  private static boolean isWanted(ZipEntry entry) {
    String name = entry.getName();
    return name.startsWith(INSIDE)
        && !entry.isDirectory()
        && name.indexOf('/', INSIDE.length()) < 0
        && !name.contains("libjni");
  }

  /** It is linked with sound and display servers' libraries, which a server does not have. */
  private void addStubs(Path folder) throws IOException {
    String needs =
        runner
            .run(
                List.of("ldd", folder.resolve("ffmpeg").toString()),
                Map.of("LD_LIBRARY_PATH", folder.toString()),
                TRY)
            .output();
    for (String line : needs.lines().toList()) {
      Matcher missing = NOT_FOUND.matcher(line);
      if (missing.matches()) {
        StubLibrary.known(missing.group(1)).ifPresent(stub -> stub.writeInto(folder));
      }
    }
  }

  private Attempt<Ffmpeg> onPath() {
    for (String folder : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
      Path ffmpeg = Path.of(folder, "ffmpeg");
      if (!folder.isEmpty() && Files.isExecutable(ffmpeg)) {
        return tried(ffmpeg, ffmpeg.resolveSibling("ffprobe"), Optional.empty());
      }
    }
    return new Attempt.Missing<>("no ffmpeg on PATH");
  }

  private Attempt<Ffmpeg> installed() {
    return packages
        .install(List.of("ffmpeg"))
        .<Attempt<Ffmpeg>>map(Attempt.Missing::new)
        .orElseGet(this::onPath);
  }

  private Attempt<Ffmpeg> tried(Path ffmpeg, Path ffprobe, Optional<Path> libraries) {
    Map<String, String> paths =
        libraries.map(path -> Map.of("LD_LIBRARY_PATH", path.toString())).orElse(Map.of());
    for (Path program : List.of(ffprobe, ffmpeg)) {
      CommandRunner.Outcome outcome =
          runner.run(List.of(program.toString(), "-version"), paths, TRY);
      if (!outcome.succeeded()) {
        return new Attempt.Missing<>(
            "%s -version ends with %d: %s"
                .formatted(program, outcome.exitCode(), outcome.lastLine()));
      }
      Matcher version = VERSION.matcher(outcome.output());
      if (program.equals(ffmpeg) && version.find()) {
        return new Attempt.Found<>(new Ffmpeg(ffmpeg, ffprobe, libraries, version.group(1)));
      }
    }
    return new Attempt.Missing<>("%s does not say its version".formatted(ffmpeg));
  }
}
