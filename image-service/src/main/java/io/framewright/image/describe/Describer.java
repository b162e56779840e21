package io.framewright.image.describe;

import io.framewright.image.convert.Eye;
import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.ImageConverter.Looked;
import io.framewright.image.describe.Description.Appearance;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Describes pictures, from their headers and a small copy. */
public final class Describer {

  /** Enough for colours and the blurred picture. */
  private static final int SMALL = 64;

  private static final Map<String, String> SQUARE =
      Map.of(
          "width", String.valueOf(PerceptualHash.SIDE),
          "height", String.valueOf(PerceptualHash.SIDE),
          "size", "force");

  private final ImageConverter converter;

  public Describer(ImageConverter converter) {
    this.converter = converter;
  }

  /**
   * The description as a JSON object, or why there is none.
   *
   * @throws InterruptedException while waiting for its share of memory
   */
  public Looked<String> describe(Path input) throws InterruptedException {
    return converter.look(
        input,
        eye -> {
          try (VipsImage small = eye.thumbnail(SMALL, "down");
              VipsImage opaque = flat(eye, small);
              VipsImage kept = opaque.inMemory();
              VipsImage square = eye.run("thumbnail_image", kept, SQUARE)) {
            Sample sample = sample(kept);
            return of(
                eye,
                Optional.of(
                    new Appearance(
                        Palette.of(sample),
                        BlurHash.of(sample),
                        PerceptualHash.of(sample(square)))));
          }
        });
  }

  /**
   * What the header alone says, as a JSON object: cheap, for no pixel is decoded.
   *
   * @throws InterruptedException while waiting for its share of memory
   */
  public Looked<String> describeHeader(Path input) throws InterruptedException {
    return converter.look(input, eye -> of(eye, Optional.empty()));
  }

  private static String of(Eye eye, Optional<Appearance> appearance) {
    return new Description(
            eye.picture(),
            Exif.of(eye.header()),
            eye.header().block("icc-profile-data").flatMap(IccProfile::name),
            appearance)
        .json();
  }

  private static Sample sample(VipsImage image) throws VipsException {
    return Sample.of(image.header().width(), image.header().height(), image.pixels());
  }

  /** Opaque sRGB; what is clear becomes white. */
  private static VipsImage flat(Eye eye, VipsImage image) throws VipsException {
    try (VipsImage rgb = eye.run("colourspace", image, Map.of("space", "srgb"))) {
      return rgb.header().hasAlpha()
          ? eye.run("flatten", rgb, Map.of("background", "255"))
          : eye.run("copy", rgb, Map.of());
    }
  }
}
