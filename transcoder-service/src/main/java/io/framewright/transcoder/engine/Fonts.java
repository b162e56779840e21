package io.framewright.transcoder.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The font that texts on films are written with. */
public final class Fonts {

  /** Where distributions keep a plain sans serif, the widest coverage first; all below /usr. */
  private static final List<String> PLACES =
      List.of(
          "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
          "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
          "/usr/share/fonts/TTF/DejaVuSans.ttf",
          "/usr/share/fonts/dejavu/DejaVuSans.ttf",
          "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
          "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
          "/usr/share/fonts/liberation-sans/LiberationSans-Regular.ttf",
          "/usr/share/fonts/truetype/freefont/FreeSans.ttf");

  private Fonts() {}

  /**
   * The font file; empty if there is none.
   *
   * @param configured path of a TrueType file, empty to look for one
   * @throws IllegalStateException if what is configured is not there
   */
  public static Optional<Path> find(String configured) {
    if (configured.isEmpty()) {
      return PLACES.stream().map(Path::of).filter(Files::isReadable).findFirst();
    }
    Path font = Path.of(configured).toAbsolutePath();
    if (!Files.isReadable(font)) {
      throw new IllegalStateException(
          "framewright.transcoder.font names %s, which cannot be read".formatted(font));
    }
    return Optional.of(font);
  }
}
