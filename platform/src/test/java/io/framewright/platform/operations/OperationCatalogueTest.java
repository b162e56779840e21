package io.framewright.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationCatalogueTest {

  private static final OperationCatalogue CATALOGUE = new OperationCatalogue();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "video.transcode",
        "video.thumbnail",
        "video.grid",
        "video.sprite",
        "video.preview",
        "audio.waveform"
      })
  void theStepsStandInEachOperationThatHasThem(String operation) {
    assertThat(CATALOGUE.names()).contains(operation);
    assertThat(CATALOGUE.schema(operation).findValues("$ref")).isEmpty();
    assertThat(CATALOGUE.schema(operation).at("/properties/steps/items/oneOf"))
        .hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'rotate','degrees':90}                    | true",
        "{'type':'rotate','degrees':45}                    | false",
        "{'type':'text','text':'x','color':'#a0B0c0'}      | true",
        "{'type':'text','text':'x','color':'red:box=1'}    | false",
        "{'type':'filter','name':'hue','value':-90}        | true",
        "{'type':'filter','name':'deinterlace','value':1}  | false",
        "{'type':'trim','start':0,'duration':0}            | false",
        "{'type':'concat','inputs':['../x']}               | false"
      })
  void aStepIsHeldToItsSchema(String step, boolean fits) throws IOException {
    String params = "{'steps':[%s],'output':{'format':'mp4'}}".formatted(step).replace('\'', '"');

    assertThat(CATALOGUE.validate("video.transcode", new ObjectMapper().readTree(params)).isEmpty())
        .isEqualTo(fits);
  }

  @Test
  void everyContainerHasSoundAndItsCodecsAreThoseOfTheSchema() {
    List<String> audio =
        CATALOGUE
            .schema("video.transcode")
            .at("/properties/output/properties/audio/properties/codec/enum")
            .valueStream()
            .map(word -> word.asText())
            .toList();
    for (MediaContainer container : MediaContainer.values()) {
      assertThat(container.audioCodecs()).isNotEmpty().isSubsetOf(audio);
    }
  }
}
