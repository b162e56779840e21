package io.framewright.gateway.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.estimate.Work.Measure;
import io.framewright.gateway.metadata.EffortView.Known;
import io.framewright.gateway.metadata.EffortView.Speed;
import io.framewright.gateway.plan.OutputRequest;
import io.framewright.gateway.plan.Plan;
import io.framewright.gateway.plan.Planner;
import io.framewright.gateway.plan.StepRequest;
import io.framewright.platform.operations.OperationCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private static final Planner PLANNER = new Planner(new OperationCatalogue());
  private static final Known FILM = new Known(60.0, 1920.0, 1080.0);

  @Test
  void aFilmIsMeasuredByWhatComesOutOfItsSteps() throws Exception {
    Work whole = Work.of(film("\"mp4\"", "[]"), FILM);
    assertThat(whole.measure()).isEqualTo(Measure.FILM);
    assertThat(whole.codec()).isEqualTo("h264");
    assertThat(whole.preset()).isEqualTo("medium");
    assertThat(whole.lines()).isEqualTo(1080);
    assertThat(whole.units()).isCloseTo(60 * 2.0736, within(0.01));

    Work part =
        Work.of(
            film(
                "\"webm\"",
                "[{\"type\":\"trim\",\"start\":10,\"duration\":5},{\"type\":\"resize\",\"height\":720}]"),
            FILM);
    assertThat(part.codec()).isEqualTo("vp9");
    assertThat(part.lines()).isEqualTo(720);
    assertThat(part.units()).isCloseTo(5 * 1280 * 720 / 1e6, within(0.01));
    assertThat(part.seconds()).isEqualTo(5);
  }

  @Test
  void soundIsMeasuredBySecondsAndAPictureByPixels() throws Exception {
    assertThat(Work.of(film("\"mp3\"", "[]"), FILM).units()).isEqualTo(60);
    Plan picture = PLANNER.plan(OutputRequest.of(json("\"webp\"")), List.of(), MediaKind.IMAGE);
    Work work = Work.of(picture, new Known(null, 4000.0, 3000.0));
    assertThat(work.measure()).isEqualTo(Measure.PICTURE);
    assertThat(work.units()).isEqualTo(12);
  }

  @Test
  void theSamePresetAndSizeSayMoreThanOthers() throws Exception {
    Work work = Work.of(film("\"mp4\"", "[]"), FILM);
    Speed other = new Speed("ultrafast", 1080, 50, 0.1, 1);
    Speed small = new Speed("medium", 480, 40, 0.4, 1);
    Speed same = new Speed("medium", 1080, 3, 0.6, 1);
    assertThat(Estimate.rate(work, List.of(other, small, same)).seconds()).isEqualTo(0.6);
    assertThat(Estimate.rate(work, List.of(other, small)).seconds()).isEqualTo(0.4);
    assertThat(Estimate.rate(work, List.of(other)).jobs()).isZero();
  }

  @Test
  void aSlowerPresetTakesLongerByDefault() throws Exception {
    double medium = Estimate.rate(Work.of(film("\"mp4\"", "[]"), FILM), List.of()).seconds();
    Work slow =
        Work.of(film("{\"format\":\"mp4\",\"video\":{\"preset\":\"veryslow\"}}", "[]"), FILM);
    assertThat(Estimate.rate(slow, List.of()).seconds()).isGreaterThan(3 * medium);
  }

  private static Plan film(String output, String steps) throws Exception {
    return PLANNER.plan(
        OutputRequest.of(json(output)), StepRequest.listOf(json(steps)), MediaKind.VIDEO);
  }

  private static JsonNode json(String text) throws Exception {
    return JsonMapper.builder().build().readTree(text);
  }
}
