package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.image.convert.ConvertParams.Rendition;
import io.framewright.image.convert.Encoding.Metadata;
import io.framewright.image.convert.Encoding.Subsampling;
import io.framewright.image.convert.Step.Fit;
import io.framewright.image.convert.Step.Placement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertParamsTest {

  private static final Placement CORNER = new Placement(Gravity.SOUTH_EAST, 16, 0.25, 0.5, false);

  private static List<Step> steps(String json) {
    return Pictures.params("{'steps':[%s],'output':{'format':'png'}}".formatted(json))
        .main()
        .steps();
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    assertThat(Pictures.params("{'output':{'format':'webp'}}"))
        .isEqualTo(ConvertParams.to(ImageFormat.WEBP))
        .isEqualTo(
            new ConvertParams(
                true,
                List.of(
                    new Rendition(
                        "output", List.of(), Optional.of(ImageFormat.WEBP), Encoding.PLAIN))));
  }

  @Test
  void everythingAboutTheOutputCanBeSaid() {
    String json =
        """
        {'auto_orient':false,
         'output':{'format':'avif','quality':40,'lossless':true,'effort':3,'progressive':true,
                   'subsampling':'4:4:4','max_bytes':5000,'metadata':'keep','keep_gps':true}}\
        """;
    ConvertParams params = Pictures.params(json);
    assertThat(params.autoOrient()).isFalse();
    assertThat(params.main().encoding())
        .isEqualTo(
            new Encoding(
                OptionalInt.of(40),
                true,
                OptionalInt.of(3),
                Optional.of(true),
                Subsampling.OFF,
                OptionalLong.of(5000),
                Metadata.KEEP_WITH_GPS));
  }

  @Test
  void stepsAreReadInTheirOrderAndWithTheirDefaults() {
    assertThat(
            steps(
                "{'type':'resize','width':10,'height':20,'fit':'outside','enlarge':false},"
                    + "{'type':'resize','height':5},{'type':'crop','width':4,'height':3},"
                    + "{'type':'crop','aspect':'16:9','gravity':'attention'},"
                    + "{'type':'crop','left':1,'top':2,'width':3,'height':4},"
                    + "{'type':'rotate','angle':-90},{'type':'flip'},{'type':'trim'}"))
        .containsExactly(
            new Step.Resize(
                OptionalInt.of(10), OptionalInt.of(20), Fit.OUTSIDE, Gravity.CENTER, false),
            new Step.Resize(
                OptionalInt.empty(), OptionalInt.of(5), Fit.COVER, Gravity.CENTER, true),
            new Step.CropSize(4, 3, Gravity.CENTER),
            new Step.CropAspect(16, 9, Gravity.ATTENTION),
            new Step.CropArea(1, 2, 3, 4),
            new Step.Rotate(-90, Colour.CLEAR),
            new Step.Flip(true, false),
            new Step.Trim(10));
  }

  @Test
  void effectsAreReadWithTheirDefaults() {
    assertThat(
            steps(
                "{'type':'watermark','text':'x','color':'#ff000080'},"
                    + "{'type':'watermark','input':'overlay_1','tile':true},{'type':'blur'},"
                    + "{'type':'sharpen'},{'type':'adjust','hue':30},{'type':'grayscale'},"
                    + "{'type':'flatten'},{'type':'pad','left':3},{'type':'pad','width':9},"
                    + "{'type':'round_corners'},{'type':'round_corners','percent':50}"))
        .containsExactly(
            new Step.TextMark("x", new Colour(255, 0, 0, 128), CORNER),
            new Step.ImageMark("overlay_1", new Placement(Gravity.SOUTH_EAST, 16, 0.25, 0.5, true)),
            new Step.Blur(3),
            new Step.Sharpen(1, 3),
            new Step.Adjust(1, 1, 30, 1),
            new Step.Grayscale(),
            new Step.Flatten(Colour.WHITE),
            new Step.Pad(0, 0, 0, 3, Colour.CLEAR),
            new Step.PadTo(OptionalInt.of(9), OptionalInt.empty(), Gravity.CENTER, Colour.CLEAR),
            new Step.RoundCorners(16, false),
            new Step.RoundCorners(50, true));
  }

  @Test
  void aRenditionHasTheCommonStepsAndItsOwn() {
    ConvertParams params =
        Pictures.params(
            "{'steps':[{'type':'grayscale'}],'output':{'format':'png'},"
                + "'renditions':[{'name':'small','steps':[{'type':'blur'}],"
                + "'output':{'format':'auto'}}]}");
    assertThat(params.renditions()).extracting(Rendition::name).containsExactly("output", "small");
    assertThat(params.renditions().getLast().steps())
        .containsExactly(new Step.Grayscale(), new Step.Blur(3));
    assertThat(params.renditions().getLast().format()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{}",
        "{'output':{'format':'psd'}}",
        "{'output':{'format':'png'},'steps':[{'type':'melt'}]}",
        "{'output':{'format':'png'},'steps':[{'type':'resize'}]}",
        "{'output':{'format':'png'},'steps':[{'type':'crop','width':4}]}",
        "{'output':{'format':'png'},'steps':[{'type':'watermark'}]}",
        "{'output':{'format':'png'},'steps':[{'type':'flatten','background':'red'}]}",
        "{'output':{'format':'png'},'steps':[{'type':'resize','width':1,'fit':'stretch'}]}",
        "{'output':{'format':'jpeg','subsampling':'4:1:1'}}",
        "{'output':{'format':'png'},'renditions':[{'name':'output','output':{'format':'png'}}]}"
      })
  void whatTheSchemaWouldRefuseIsRefused(String json) {
    assertThatThrownBy(() -> Pictures.params(json)).isInstanceOf(IllegalArgumentException.class);
  }
}
