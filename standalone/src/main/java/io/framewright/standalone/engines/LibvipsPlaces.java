package io.framewright.standalone.engines;

import io.framewright.standalone.engines.Rung.Attempt;
import io.framewright.standalone.files.FileNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where libvips may be. */
final class LibvipsPlaces {

  static final String RELEASE = "1.3.4";
  private static final String PACKAGE = "@img/sharp-libvips-linux-x64@" + RELEASE;
  private static final Duration FETCH = Duration.ofMinutes(10);
  private static final Duration TRY = Duration.ofSeconds(20);
  private static final Pattern SYSTEM = Pattern.compile("libvips\\.so\\.42 .*=> (\\S+)");

  private final CommandRunner runner;
  private final EngineCache cache;
  private final SystemPackages packages;
  private final Map<String, String> environment;

  LibvipsPlaces(CommandRunner runner, EngineCache cache, Map<String, String> environment) {
    this.runner = runner;
    this.cache = cache;
    this.environment = environment;
    this.packages = new SystemPackages(runner, environment);
  }

  Ladder<Libvips> ladder() {
    return new Ladder<>(
        "libvips",
        "type: apt-get update && apt-get install -y --no-install-recommends libvips42"
            + " (or name one in FRAMEWRIGHT_LIBVIPS_PATH)",
        List.of(
            new Rung<>("configuration", false, this::configured),
            new Rung<>("cache", false, this::cached),
            new Rung<>("npm", true, this::fromNpm),
            new Rung<>("system", false, this::ofTheSystem),
            new Rung<>("apt-get", true, this::installed)));
  }

  private Attempt<Libvips> configured() {
    String path = environment.getOrDefault("FRAMEWRIGHT_LIBVIPS_PATH", "");
    return path.isBlank()
        ? new Attempt.Missing<>("FRAMEWRIGHT_LIBVIPS_PATH is not set")
        : tried(Path.of(path));
  }

  private Attempt<Libvips> cached() {
    Path folder = cache.folder("libvips-" + RELEASE);
    if (!Files.isDirectory(folder)) {
      return new Attempt.Missing<>("nothing in %s".formatted(folder));
    }
    try (Stream<Path> files = Files.list(folder.resolve("package/lib"))) {
      return files
          .filter(file -> FileNames.of(file).startsWith("libvips-cpp.so"))
          .findFirst()
          .map(this::tried)
          .orElseGet(() -> new Attempt.Missing<>("no library in %s".formatted(folder)));
    } catch (IOException e) {
      return new Attempt.Missing<>("cannot read %s".formatted(folder));
    }
  }

  private Attempt<Libvips> fromNpm() {
    try {
      cache.store("libvips-" + RELEASE, this::fetch);
    } catch (UncheckedIOException e) {
      return new Attempt.Missing<>(
          String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
    }
    return cached();
  }

  private void fetch(Path folder) throws IOException {
    must(
        List.of(
            "npm",
            "pack",
            "--silent",
            "--fetch-retries=1",
            "--fetch-retry-mintimeout=1000",
            "--pack-destination",
            folder.toString(),
            PACKAGE));
    Path archive = folder.resolve("img-sharp-libvips-linux-x64-%s.tgz".formatted(RELEASE));
    must(List.of("tar", "-xzf", archive.toString(), "--no-same-owner", "-C", folder.toString()));
    Files.delete(archive);
  }

  private void must(List<String> command) throws IOException {
    CommandRunner.Outcome outcome = runner.run(command, Map.of(), FETCH);
    if (!outcome.succeeded()) {
      throw new IOException(
          "%s ends with %d: %s"
              .formatted(command.getFirst(), outcome.exitCode(), outcome.lastLine()));
    }
  }

  private Attempt<Libvips> ofTheSystem() {
    String libraries =
        Stream.of("/sbin/ldconfig", "ldconfig")
            .map(program -> runner.run(List.of(program, "-p"), Map.of(), TRY))
            .filter(CommandRunner.Outcome::succeeded)
            .map(CommandRunner.Outcome::output)
            .findFirst()
            .orElse("");
    Matcher line = SYSTEM.matcher(libraries);
    return line.find()
        ? tried(Path.of(line.group(1)))
        : new Attempt.Missing<>("no libvips.so.42 is installed");
  }

  private Attempt<Libvips> installed() {
    var refused = packages.install(List.of("libvips42"));
    // Debian 13 and Ubuntu 24.04 renamed it
    if (refused.isPresent()) {
      refused = packages.install(List.of("libvips42t64"));
    }
    return refused.<Attempt<Libvips>>map(Attempt.Missing::new).orElseGet(this::ofTheSystem);
  }

  /** Lets the dynamic linker load it into a program that does nothing, and not into this JVM. */
  private Attempt<Libvips> tried(Path library) {
    if (!Files.isReadable(library)) {
      return new Attempt.Missing<>("%s cannot be read".formatted(library));
    }
    CommandRunner.Outcome outcome =
        runner.run(List.of("/bin/true"), Map.of("LD_PRELOAD", library.toString()), TRY);
    return outcome.succeeded() && !outcome.output().contains("cannot be preloaded")
        ? new Attempt.Found<>(new Libvips(library))
        : new Attempt.Missing<>("%s does not load: %s".formatted(library, outcome.lastLine()));
  }
}
