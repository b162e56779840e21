package io.framewright.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.standalone.CannotRunException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversionRequestTest {

  @Test
  void theEndingOfTheResultIsTheFormat() {
    assertThat(request("a.b.WebP", Map.of()))
        .isEqualTo("{'input':'asset:1','output':{'format':'webp'}}");
    assertThat(request("a.jpg", Map.of())).contains("'format':'jpeg'");
  }

  @Test
  void sizesBecomeAResize() {
    assertThat(request("a.jpg", Map.of("width", "800", "fit", "contain")))
        .endsWith("'operations':[{'type':'resize','width':800,'fit':'contain'}]}");
  }

  @Test
  void aTrimComesBeforeAResize() {
    assertThat(request("a.mp4", Map.of("height", "480", "start", "1.5", "duration", "3")))
        .endsWith(
            "'operations':[{'type':'trim','start':1.5,'duration':3},{'type':'resize','height':480}]}");
  }

  @Test
  void aTimestampAsksForAThumbnail() {
    assertThat(request("a.jpg", Map.of("timestamp", "2", "width", "640")))
        .endsWith("'operations':[{'type':'thumbnail','timestamp':2,'width':640}]}");
  }

  @Test
  void encodersAreSetInTheOutput() {
    assertThat(request("a.mp4", Map.of("crf", "28", "preset", "fast", "bitrate", "96k")))
        .contains("'video':{'crf':28,'preset':'fast'},'audio':{'bitrate':'96k'}");
    assertThat(request("a.webp", Map.of("quality", "70", "lossless", "true")))
        .contains("'image':{'quality':70,'lossless':true}");
  }

  @Test
  void thePriorityIsAnOption() {
    assertThat(request("a.mp4", Map.of("priority", "high")))
        .endsWith("'options':{'priority':'high'}}");
  }

  @Test
  void aSettingThatIsNotKnownIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> request("a.mp4", Map.of("widht", "1")))
        .isInstanceOfSatisfying(
            CannotRunException.class, e -> assertThat(e.remedy()).contains("width"))
        .hasMessageContaining("widht");
  }

  @Test
  void aResultWithoutAnEndingIsRefused() {
    assertThatThrownBy(() -> request("result", Map.of())).isInstanceOf(CannotRunException.class);
  }

  private static String request(String fileName, Map<String, String> settings) {
    return ConversionRequest.of("asset:1", fileName, settings).toString().replace('"', '\'');
  }
}
