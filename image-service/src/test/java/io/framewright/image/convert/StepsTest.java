package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.image.Engine;
import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.ImageConverter.Work;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each step makes of four quarters (red, green, blue, white), looked at with ImageIO. Sizes
 * and colours are worked out by hand.
 */
class StepsTest {

  private static final Color CLEAR = new Color(0, 0, 0, 0);
  private static final Color YELLOW = new Color(255, 255, 0);

  @TempDir Path folder;

  private final Map<String, Path> overlays = new HashMap<>();

  private BufferedImage done(Path input, String steps, String format) throws Exception {
    ConvertParams params =
        Pictures.params("{'steps':[%s],'output':{'format':'%s'}}".formatted(steps, format));
    Map<String, Path> inputs = new HashMap<>(overlays);
    inputs.put("input", input);
    Conversion made =
        Engine.CONVERTER.convert(
            new Work(inputs, true, new Abort()), params.main(), folder.resolve("output"));
    assertThat(made).isInstanceOf(Converted.class);
    return ImageIO.read(folder.resolve("output").toFile());
  }

  /** Of a picture of 80 × 40. */
  private BufferedImage done(String steps) throws Exception {
    return done(Pictures.png(folder, 80, 40), steps, "png");
  }

  private static void assertSize(BufferedImage image, int width, int height) {
    assertThat(image.getWidth() + " × " + image.getHeight()).isEqualTo(width + " × " + height);
  }

  private static void assertColour(BufferedImage image, int x, int y, Color expected) {
    Color actual = new Color(image.getRGB(x, y), true);
    int[] distances = {
      actual.getRed() - expected.getRed(),
      actual.getGreen() - expected.getGreen(),
      actual.getBlue() - expected.getBlue()
    };
    assertThat(actual.getAlpha())
        .as("alpha at %d, %d", x, y)
        .isCloseTo(expected.getAlpha(), within());
    if (expected.getAlpha() > 0) {
      for (int distance : distances) {
        assertThat(Math.abs(distance)).as("%s at %d, %d", actual, x, y).isLessThan(12);
      }
    }
  }

  private static org.assertj.core.data.Offset<Integer> within() {
    return org.assertj.core.api.Assertions.within(12);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'left':40;'top':0;'width':40;'height':20, 40, 20, 00FF00",
        "'width':20;'height':20;'gravity':'south_east', 20, 20, FFFFFF",
        "'aspect':'1:1';'gravity':'west', 40, 40, FF0000",
        "'aspect':'8:1';'gravity':'north_west', 80, 10, FF0000",
      })
  void aCropTakesItsPart(String how, int width, int height, String corner) throws Exception {
    BufferedImage image = done("{'type':'crop',%s}".formatted(how.replace(';', ',')));
    assertSize(image, width, height);
    assertColour(image, 2, 2, new Color(Integer.parseInt(corner, 16)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"attention", "entropy"})
  void aCropThatLooksFindsWhatStandsOut(String gravity) throws Exception {
    BufferedImage plain = new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 300; x++) {
        boolean busy = x >= 220 && x < 280 && y >= 20 && y < 80;
        plain.setRGB(x, y, busy ? (((x / 6 + y / 6) & 1) == 0 ? 0xFF2010 : 0xFFE0C0) : 0x808080);
      }
    }
    Path input = Pictures.write(plain, "png", folder.resolve("plain.png"));
    BufferedImage image =
        done(
            input,
            "{'type':'crop','width':100,'height':100,'gravity':'%s'}".formatted(gravity),
            "png");
    assertSize(image, 100, 100);
    int busy = 0;
    for (int x = 0; x < 100; x++) {
      busy += (image.getRGB(x, 50) & 0xFFFFFF) == 0x808080 ? 0 : 1;
    }
    assertThat(busy).isGreaterThan(50);
  }

  @ParameterizedTest
  @CsvSource({
    "90, 40, 80, 0000FF, FF0000",
    "-90, 40, 80, 00FF00, FFFFFF",
    "270, 40, 80, 00FF00, FFFFFF",
    "180, 80, 40, FFFFFF, 0000FF",
    "360, 80, 40, FF0000, 00FF00",
  })
  void aQuarterTurnIsClockwise(int angle, int width, int height, String left, String right)
      throws Exception {
    BufferedImage image = done("{'type':'rotate','angle':%d}".formatted(angle));
    assertSize(image, width, height);
    assertColour(image, 2, 2, new Color(Integer.parseInt(left, 16)));
    assertColour(image, width - 3, 2, new Color(Integer.parseInt(right, 16)));
  }

  @Test
  void aSlantedTurnFillsTheCorners() throws Exception {
    BufferedImage clear = done("{'type':'rotate','angle':45}");
    assertThat(clear.getWidth()).isBetween(84, 87);
    assertThat(clear.getHeight()).isBetween(84, 87);
    assertColour(clear, 1, 1, CLEAR);
    BufferedImage filled = done("{'type':'rotate','angle':45,'background':'#ffff00'}");
    assertColour(filled, 1, 1, YELLOW);
    assertThat(filled.getColorModel().hasAlpha()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"horizontal, 00FF00", "vertical, 0000FF", "both, FFFFFF"})
  void aFlipMirrors(String direction, String corner) throws Exception {
    BufferedImage image = done("{'type':'flip','direction':'%s'}".formatted(direction));
    assertSize(image, 80, 40);
    assertColour(image, 2, 2, new Color(Integer.parseInt(corner, 16)));
  }

  @Test
  void aPictureAsWatermarkLiesWhereItIsPut() throws Exception {
    BufferedImage yellow = new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 2500; i++) {
      yellow.setRGB(i % 50, i / 50, YELLOW.getRGB());
    }
    overlays.put("overlay_1", Pictures.write(yellow, "png", folder.resolve("mark.png")));
    String mark =
        "{'type':'watermark','input':'overlay_1','gravity':'north_west','margin':5,"
            + "'scale':0.125,'opacity':%s%s}";
    BufferedImage image = done(mark.formatted("1", ""));
    assertThat(image.getColorModel().hasAlpha()).isFalse();
    assertColour(image, 3, 8, Color.RED);
    assertColour(image, 8, 8, YELLOW);
    assertColour(image, 13, 13, YELLOW);
    assertColour(image, 17, 8, Color.RED);
    BufferedImage half = done(mark.formatted("0.5", ""));
    assertColour(half, 8, 8, new Color(255, 128, 0));
    BufferedImage tiled = done(mark.formatted("1", ",'tile':true"));
    assertColour(tiled, 22, 7, YELLOW);
    assertColour(tiled, 67, 7, YELLOW);
  }

  @Test
  void wordsAsWatermarkAreDrawnAsWritten() throws Exception {
    BufferedImage image =
        done(
            Pictures.png(folder, 800, 400),
            "{'type':'watermark','text':'<b>A&B</b>','color':'#000000','opacity':1,"
                + "'scale':0.4,'gravity':'south_east','margin':20}",
            "png");
    int dark = 0;
    int darkElsewhere = 0;
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 800; x++) {
        boolean black = (image.getRGB(x, y) & 0xFFFFFF) == 0;
        dark += black && x >= 460 && x < 780 ? 1 : 0;
        darkElsewhere += black && (x < 455 || x >= 785) ? 1 : 0;
      }
    }
    assertThat(dark).isGreaterThan(2_000);
    assertThat(darkElsewhere).isZero();
  }

  @Test
  void aBlurMixesAndASharpenDoesNot() throws Exception {
    BufferedImage blurred = done("{'type':'blur','sigma':6}");
    Color middle = new Color(blurred.getRGB(40, 5));
    assertThat(middle.getRed()).isBetween(90, 165);
    assertThat(middle.getGreen()).isBetween(90, 165);
    BufferedImage sharp = done("{'type':'sharpen','sigma':2}");
    assertSize(sharp, 80, 40);
    assertColour(sharp, 10, 10, Color.RED);
  }

  @Test
  void clearPixelsDoNotBleedWhenBlurred() throws Exception {
    BufferedImage half = new BufferedImage(60, 20, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 600; i++) {
      half.setRGB(i % 30, i / 30, Color.RED.getRGB());
    }
    Path input = Pictures.write(half, "png", folder.resolve("half.png"));
    BufferedImage image = done(input, "{'type':'blur','sigma':4}", "png");
    Color edge = new Color(image.getRGB(31, 10), true);
    assertThat(edge.getAlpha()).isBetween(60, 200);
    assertThat(edge.getRed()).isGreaterThan(240);
  }

  @Test
  void adjustingChangesTheColours() throws Exception {
    assertColour(done("{'type':'adjust','saturation':0}"), 5, 35, new Color(76, 76, 76)); // L* 32
    Color gamma = new Color(done(grey(64), "{'type':'adjust','gamma':2}", "png").getRGB(5, 5));
    assertThat(gamma.getRed()).isBetween(125, 130); // 255 · (64 ÷ 255)^½ = 127.7
    Color bright =
        new Color(done(grey(64), "{'type':'adjust','brightness':1.5}", "png").getRGB(5, 5));
    assertThat(bright.getRed()).isBetween(92, 102); // L* 27.1 becomes 40.6: 97
    Color hue = new Color(done("{'type':'adjust','hue':120}").getRGB(5, 5));
    assertThat(hue.getGreen()).isGreaterThan(hue.getRed());
  }

  private Path grey(int level) throws Exception {
    BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 100; i++) {
      image.setRGB(i % 10, i / 10, new Color(level, level, level).getRGB());
    }
    return Pictures.write(image, "png", folder.resolve("grey.png"));
  }

  @Test
  void greyHasNoColourAndKeepsItsLightness() throws Exception {
    BufferedImage image = done("{'type':'grayscale'}");
    assertThat(image.getColorModel().getNumComponents()).isEqualTo(1);
    assertThat(image.getRaster().getSample(70, 35, 0)).isEqualTo(255);
    assertThat(image.getRaster().getSample(70, 5, 0))
        .isGreaterThan(image.getRaster().getSample(10, 5, 0));
  }

  @Test
  void aPadAddsMarginsOrFillsABox() throws Exception {
    BufferedImage margins = done("{'type':'pad','left':10,'top':4,'background':'#ffff00'}");
    assertSize(margins, 90, 44);
    assertColour(margins, 5, 20, YELLOW);
    assertColour(margins, 12, 6, Color.RED);
    BufferedImage box = done("{'type':'pad','width':100,'height':100}");
    assertSize(box, 100, 100);
    assertColour(box, 50, 10, CLEAR);
    assertColour(box, 12, 32, Color.RED);
    BufferedImage corner = done("{'type':'pad','width':100,'gravity':'north_east'}");
    assertSize(corner, 100, 40);
    assertColour(corner, 22, 2, Color.RED);
  }

  @Test
  void aPadBecomesWhiteInAFormatWithoutTransparency() throws Exception {
    BufferedImage image =
        done(Pictures.png(folder, 80, 40), "{'type':'pad','width':100,'height':100}", "jpeg");
    assertColour(image, 50, 5, Color.WHITE);
  }

  @Test
  void flatteningPutsAColourBehind() throws Exception {
    BufferedImage image =
        done("{'type':'pad','left':20},{'type':'flatten','background':'#ffff00'}");
    assertThat(image.getColorModel().hasAlpha()).isFalse();
    assertColour(image, 5, 20, YELLOW);
  }

  @ParameterizedTest
  @CsvSource({"'#808080'", "'#ffffff'", "'#00000000'"})
  void aTrimUndoesAPad(String background) throws Exception {
    BufferedImage image =
        done(
            "{'type':'flip','direction':'vertical'},{'type':'crop','aspect':'1:1','gravity':'east'},"
                + "{'type':'crop','left':0,'top':20,'width':40,'height':20},"
                + "{'type':'pad','left':7,'top':3,'right':5,'bottom':9,'background':'%s'},"
                    .formatted(background)
                + "{'type':'trim'}");
    assertSize(image, 40, 20);
    assertColour(image, 2, 2, Color.GREEN);
  }

  @Test
  void whatATrimLeavesIsKnownToTheNextStep() throws Exception {
    BufferedImage image =
        done(
            "{'type':'pad','left':40,'right':40,'background':'#808080'},{'type':'trim'},"
                + "{'type':'resize','width':40}");
    assertSize(image, 40, 20);
  }

  @Test
  void aPictureOfOneColourIsNotTrimmedAway() throws Exception {
    assertSize(done(grey(9), "{'type':'trim'}", "png"), 10, 10);
  }

  @Test
  void roundCornersAreClear() throws Exception {
    BufferedImage image = done("{'type':'round_corners','radius':10}");
    assertSize(image, 80, 40);
    assertColour(image, 0, 0, CLEAR);
    assertColour(image, 79, 39, CLEAR);
    assertColour(image, 0, 12, Color.RED);
    assertColour(image, 12, 0, Color.RED);
    BufferedImage round =
        done("{'type':'crop','aspect':'1:1'},{'type':'round_corners','percent':50}");
    assertColour(round, 4, 4, CLEAR);
    assertColour(round, 8, 8, Color.RED);
    BufferedImage twice =
        done("{'type':'round_corners','radius':10},{'type':'round_corners','radius':2}");
    assertColour(twice, 0, 0, CLEAR);
    assertColour(twice, 12, 1, Color.RED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'rotate','angle':90}",
        "{'type':'flip','direction':'both'}",
        "{'type':'blur'}",
        "{'type':'sharpen'}",
        "{'type':'adjust','hue':20,'gamma':1.2}",
        "{'type':'grayscale'}",
        "{'type':'crop','aspect':'1:1','gravity':'attention'}",
        "{'type':'pad','width':500,'height':500}",
        "{'type':'trim'}",
        "{'type':'rotate','angle':10}",
        "{'type':'round_corners'},{'type':'flatten'}",
        "{'type':'watermark','text':'x','tile':true}",
        "{'type':'resize','width':50},{'type':'crop','width':20,'height':20},{'type':'resize','width':60}",
      })
  void everyStepIsDoneToEveryFrame(String steps) throws Exception {
    Path input = Pictures.real("/webp/animated-webp-supported.webp", folder);
    ConvertParams params =
        Pictures.params("{'steps':[%s],'output':{'format':'webp'}}".formatted(steps));
    Conversion made = Engine.CONVERTER.convert(input, params, folder.resolve("output"));
    assertThat(made).isInstanceOf(Converted.class);
    assertThat(((Converted) made).output().pages()).isEqualTo(12);
  }

  @Test
  void stepsFollowARealPhotoInOrder() throws Exception {
    Path input = Pictures.real("/exif/Landscape_6.jpg", folder);
    BufferedImage image =
        done(
            input,
            "{'type':'resize','width':600,'height':400,'gravity':'attention'},"
                + "{'type':'adjust','saturation':1.3},{'type':'sharpen'},"
                + "{'type':'watermark','text':'© Framewright','opacity':0.8},"
                + "{'type':'round_corners','radius':40},{'type':'rotate','angle':-4},"
                + "{'type':'pad','top':10,'right':10,'bottom':10,'left':10,'background':'#204060'}",
            "png");
    assertThat(image.getWidth()).isBetween(640, 655);
    assertThat(image.getHeight()).isBetween(455, 470);
    assertColour(image, 3, 3, new Color(0x20, 0x40, 0x60));
  }
}
