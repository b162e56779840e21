package io.framewright.standalone.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.standalone.CannotRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {

  private static final String VERSION = "ffmpeg version 8.0.1 Copyright";

  @TempDir Path home = Path.of("");
  private final FakeRunner runner = new FakeRunner();
  private EngineCache cache = new EngineCache(home);

  @BeforeEach
  void anEmptyCache() {
    cache = EngineCache.of(Map.of(), home);
  }

  @Test
  void whatTheConfigurationNamesComesFirst() {
    runner
        .on("/my/ffprobe -version", 0, "ffprobe version 7.0")
        .on("/my/ffmpeg -version", 0, VERSION);

    var found = ffmpeg(Map.of("FRAMEWRIGHT_FFMPEG_FFMPEG", "/my/ffmpeg")).require();

    assertThat(found.place()).isEqualTo("configuration");
    assertThat(found.engine().version()).isEqualTo("8.0.1");
    assertThat(runner.ran).noneMatch(line -> line.startsWith("mvn"));
  }

  @Test
  void anEngineThatDoesNotRunDoesNotCount() throws IOException {
    Path bin = program("bin/ffmpeg");
    runner
        .on("/my/ffprobe -version", 126, "Permission denied")
        .on(bin.resolve("ffprobe") + " -version", 0, "ffprobe version 5.1")
        .on(bin.resolve("ffmpeg") + " -version", 0, "ffmpeg version 5.1.9");

    var found =
        ffmpeg(Map.of("FRAMEWRIGHT_FFMPEG_FFMPEG", "/my/ffmpeg", "PATH", bin.toString())).require();

    assertThat(found.place()).isEqualTo("system");
    assertThat(found.tried()).anyMatch(why -> why.contains("Permission denied"));
  }

  @Test
  void theCacheIsUsedWithoutFetchingAgain() throws IOException {
    Path folder = cache.folder("ffmpeg-" + FfmpegPlaces.RELEASE);
    Files.createDirectories(folder);
    runner
        .on(folder.resolve("ffprobe") + " -version", 0, "ffprobe version 8.0.1")
        .on(folder.resolve("ffmpeg") + " -version", 0, VERSION);

    var found = ffmpeg(Map.of()).require();

    assertThat(found.place()).isEqualTo("cache");
    assertThat(found.engine().libraryPath()).contains(folder);
    assertThat(runner.ran).noneMatch(line -> line.startsWith("mvn"));
  }

  @Test
  void packagesAreInstalledOnlyByRoot() {
    runner.on("id -u", 0, "1000\n");

    assertThat(ffmpeg(Map.of("PATH", "")).climb(true)).isInstanceOf(Ladder.Search.NotFound.class);

    assertThat(runner.ran).noneMatch(line -> line.startsWith("apt-get"));
  }

  @Test
  void rootInstallsThePackageAsTheLastResort() throws IOException {
    Path bin = home.resolve("usr");
    runner
        .on("id -u", 0, "0\n")
        .on("apt-get --version", 0, "apt 2.6")
        .on("apt-get install", () -> installed(bin))
        .on(bin.resolve("ffprobe") + " -version", 0, "ffprobe version 5.1")
        .on(bin.resolve("ffmpeg") + " -version", 0, "ffmpeg version 5.1");

    assertThat(ffmpeg(Map.of("PATH", bin.toString())).require().place()).isEqualTo("apt-get");
  }

  @Test
  void withNoEngineAnywhereTheMessageNamesTheCommand() {
    assertThatThrownBy(() -> ffmpeg(Map.of("PATH", "")).require())
        .isInstanceOfSatisfying(
            CannotRunException.class,
            e ->
                assertThat(e.remedy())
                    .contains("apt-get install -y --no-install-recommends ffmpeg"));
  }

  @Test
  void lookingWithoutFetchingRunsNoPackageTool() {
    ffmpeg(Map.of("PATH", "")).climb(false);
    libvips(Map.of()).climb(false);

    assertThat(runner.ran).noneMatch(line -> line.matches("(mvn|npm|apt-get).*"));
  }

  @Test
  void theSystemsLibvipsIsFoundByTheLinkersList() throws IOException {
    Path library = Files.createFile(home.resolve("libvips.so.42"));
    runner
        .on("/sbin/ldconfig -p", 0, "\tlibvips.so.42 (libc6,x86-64) => " + library + "\n")
        .on("/bin/true", 0, "");

    assertThat(libvips(Map.of()).require().engine().library()).isEqualTo(library);
  }

  @Test
  void aLibraryThatTheLinkerRefusesDoesNotCount() throws IOException {
    Path library = Files.createFile(home.resolve("broken.so"));
    runner.on("/bin/true", 0, "ERROR: ld.so: object cannot be preloaded: ignored.");

    var search = libvips(Map.of("FRAMEWRIGHT_LIBVIPS_PATH", library.toString())).climb(false);

    assertThat(search).isInstanceOf(Ladder.Search.NotFound.class);
  }

  @Test
  void aFailedFetchLeavesNothingInTheCache() {
    ffmpeg(Map.of("PATH", "")).climb(true);

    assertThat(cache.root()).isEmptyDirectory();
  }

  private Ladder<Ffmpeg> ffmpeg(Map<String, String> environment) {
    return Engines.of(runner, cache, environment).ffmpeg();
  }

  private Ladder<Libvips> libvips(Map<String, String> environment) {
    return Engines.of(runner, cache, environment).libvips();
  }

  private static CommandRunner.Outcome installed(Path bin) {
    try {
      program(bin.resolve("ffmpeg"));
      return new CommandRunner.Outcome(0, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path program(String name) throws IOException {
    return program(home.resolve(name));
  }

  private static Path program(Path file) throws IOException {
    Path folder = Files.createDirectories(file.resolveSibling(""));
    assertThat(Files.createFile(file).toFile().setExecutable(true)).isTrue();
    return folder;
  }
}
