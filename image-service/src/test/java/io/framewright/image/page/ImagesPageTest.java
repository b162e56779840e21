package io.framewright.image.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.image.Engine;
import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.ConvertParams;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * To write page and pictures anew: {@code mvn -pl image-service -am test -Dtest=ImagesPageTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dframewright.write-images-page=true}, and look at them.
 */
class ImagesPageTest {

  private static final Path ROOT = Path.of(System.getProperty("user.dir")).resolveSibling("docs");
  private static final Path PAGE = ROOT.resolve("images.md");
  private static final Path SAMPLE = ROOT.resolveSibling("samples/photo.jpg");
  private static final boolean WRITE = Boolean.getBoolean("framewright.write-images-page");

  @TempDir Path folder;

  static Stream<Example> examples() {
    return Example.ALL.stream();
  }

  @Test
  void thePageSaysWhatTheSchemaSays() throws Exception {
    String text = ImagesPage.ofThisBuild().text();
    if (WRITE) {
      Files.writeString(PAGE, text);
    }
    assertThat(PAGE)
        .as("write it anew with -Dframewright.write-images-page=true")
        .content()
        .isEqualTo(text);
  }

  @Test
  void everyStepHasAnExample() throws Exception {
    try (var in = getClass().getResourceAsStream("/framewright/operations/image.convert.v1.json")) {
      JsonNode steps = new ObjectMapper().readTree(in).at("/$defs/step/properties/type/enum");
      assertThat(steps)
          .extracting(JsonNode::textValue)
          .containsExactlyElementsOf(Example.ALL.stream().map(Example::name).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void thePictureIsWhatTheWorkerMakes(Example example) throws Exception {
    Path picture = ROOT.resolve("images").resolve(example.name() + ".jpg");
    Path made = folder.resolve("made.jpg");
    String params = "{\"steps\":%s,\"output\":{\"format\":\"jpeg\"}}".formatted(example.steps());
    assertThat(Engine.CONVERTER.convert(SAMPLE, ConvertParams.parse(params), made))
        .isInstanceOf(Converted.class);
    if (WRITE) {
      Files.createDirectories(picture.getParent());
      Files.copy(made, picture, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    assertAlike(ImageIO.read(made.toFile()), ImageIO.read(picture.toFile()));
  }

  /**
   * Releases of the engine differ a little: the mean distance is small, and the sizes are equal.
   */
  private static void assertAlike(BufferedImage made, BufferedImage shown) {
    assertThat(made.getWidth()).isEqualTo(shown.getWidth());
    assertThat(made.getHeight()).isEqualTo(shown.getHeight());
    long distance = 0;
    for (int y = 0; y < made.getHeight(); y++) {
      for (int x = 0; x < made.getWidth(); x++) {
        Color one = new Color(made.getRGB(x, y));
        Color other = new Color(shown.getRGB(x, y));
        distance += Math.abs(one.getRed() - other.getRed());
        distance += Math.abs(one.getGreen() - other.getGreen());
        distance += Math.abs(one.getBlue() - other.getBlue());
      }
    }
    long values = 3L * made.getWidth() * made.getHeight();
    assertThat((double) distance / values).isLessThan(4);
  }
}
