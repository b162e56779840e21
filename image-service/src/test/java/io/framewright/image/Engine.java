package io.framewright.image;

import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.Limits;
import io.framewright.image.convert.PixelBudget;
import io.framewright.image.vips.Vips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The libvips that the tests run on: what FRAMEWRIGHT_LIBVIPS_PATH (environment or system property)
 * names, else the system's, else what the launcher has fetched. Without one, tests fail and say how
 * to get it.
 */
public final class Engine {

  private static final String VARIABLE = "FRAMEWRIGHT_LIBVIPS_PATH";

  public static final String PATH = path();
  public static final Vips VIPS = Vips.load(PATH);
  public static final ImageConverter CONVERTER =
      new ImageConverter(VIPS, Limits.DEFAULT, new PixelBudget(200));

  private Engine() {}

  private static String path() {
    String named = System.getProperty(VARIABLE, System.getenv().getOrDefault(VARIABLE, ""));
    if (!named.isBlank() || Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/libvips.so.42"))) {
      return named;
    }
    Path cache = Path.of(System.getProperty("user.home"), ".cache/framewright/engines/libvips");
    if (!Files.isDirectory(cache)) {
      return "";
    }
    try (var files = Files.walk(cache)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("libvips-cpp.so"))
          .map(Path::toString)
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for libvips in %s".formatted(cache), e);
    }
  }
}
