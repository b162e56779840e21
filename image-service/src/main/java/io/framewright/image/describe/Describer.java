package io.framewright.image.describe;

import io.framewright.image.convert.Eye;
import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.ImageConverter.Looked;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import java.nio.file.Path;
import java.util.Map;

/** Describes pictures, from their headers and a small copy. */
public final class Describer {

  /** Enough for colours and the blurred picture. */
  private static final int SMALL = 64;

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
          Sample small = sample(eye, SMALL, "down");
          Sample square = sample(eye, PerceptualHash.SIDE, "force");
          return new Description(
                  eye.picture(),
                  Exif.of(eye.header()),
                  eye.header().block("icc-profile-data").flatMap(IccProfile::name),
                  Palette.of(small),
                  BlurHash.of(small),
                  PerceptualHash.of(square))
              .json();
        });
  }

  private static Sample sample(Eye eye, int side, String size) throws VipsException {
    try (VipsImage small = eye.thumbnail(side, size);
        VipsImage opaque = flat(eye, small)) {
      return Sample.of(opaque.header().width(), opaque.header().height(), opaque.pixels());
    }
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
