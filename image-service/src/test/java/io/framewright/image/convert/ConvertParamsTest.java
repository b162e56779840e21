package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.image.convert.ConvertParams.Fit;
import io.framewright.image.convert.ConvertParams.Output;
import io.framewright.image.convert.ConvertParams.Resize;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertParamsTest {

  @Test
  void whatIsNotSaidHasItsDefault() {
    assertThat(Pictures.params("{'output':{'format':'webp'}}"))
        .isEqualTo(
            new ConvertParams(
                true,
                List.of(),
                new Output(ImageFormat.WEBP, OptionalInt.empty(), false, OptionalInt.empty())));
  }

  @Test
  void everythingCanBeSaid() {
    String json =
        """
        {'auto_orient':false,
         'steps':[{'type':'resize','width':10,'height':20,'fit':'contain'},{'type':'resize','height':5}],
         'output':{'format':'avif','quality':40,'lossless':true,'effort':3}}\
        """;
    assertThat(Pictures.params(json))
        .isEqualTo(
            new ConvertParams(
                false,
                List.of(
                    new Resize(OptionalInt.of(10), OptionalInt.of(20), Fit.CONTAIN),
                    new Resize(OptionalInt.empty(), OptionalInt.of(5), Fit.COVER)),
                new Output(ImageFormat.AVIF, OptionalInt.of(40), true, OptionalInt.of(3))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{}",
        "{'output':{'format':'bmp'}}",
        "{'output':{'format':'png'},'steps':[{'type':'blur'}]}",
        "{'output':{'format':'png'},'steps':[{'type':'resize'}]}",
        "{'output':{'format':'png'},'steps':[{'type':'resize','width':1,'fit':'stretch'}]}"
      })
  void whatTheSchemaWouldRefuseIsRefused(String json) {
    assertThatThrownBy(() -> Pictures.params(json)).isInstanceOf(IllegalArgumentException.class);
  }
}
