package io.framewright.transcoder.plan;

import static io.framewright.transcoder.plan.Plans.GENERAL;
import static io.framewright.transcoder.plan.Plans.OPEN;
import static io.framewright.transcoder.plan.Plans.STRIPPED;
import static io.framewright.transcoder.plan.Plans.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.operation.Wanted;
import io.framewright.transcoder.plan.Planned.Attempt;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Product;
import io.framewright.transcoder.plan.Planned.Refused;
import io.framewright.transcoder.plan.Planned.Work;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of films. */
class ThumbnailPlannerTest {

  private static final String END = " -f image2 -update 1 -y file:/out/thumbnail.jpg";

  @Test
  void aPictureIsTakenAtTheTimeThatIsAskedFor() {
    Work wished =
        first("{'timestamp':2.5,'width':640,'output':{'format':'jpeg'}}", Media.film(1920, 1080));

    assertThat(line(wished))
        .isEqualTo(
            GENERAL
                + OPEN
                + "-ss 2.5 -i file:/in/a -filter_complex [0:0]scale=640:360,setsar=1[s0] -map [s0]"
                + STRIPPED
                + " -frames:v 1 -c:v mjpeg -pix_fmt yuvj420p -q:v 6"
                + END);
    assertThat(expected(wished).picture()).contains(new Picture("mjpeg", 640, 360));
    assertThat(wished.warnings()).isEmpty();
  }

  @Test
  void withoutWishesItIsTheFirstSecondInFullSize() {
    Work wished = first("{'output':{'format':'png'}}", Media.turned(1920, 1080, 90));

    assertThat(line(wished)).contains("-ss 1 -i", "[0:0]setsar=1[s0]", "-c:v png -pix_fmt rgb24");
    assertThat(expected(wished).picture()).contains(new Picture("png", 1080, 1920));
  }

  @Test
  void aTimeBeyondTheEndGivesTheLastFrameAndSaysSo() {
    Work last =
        Plans.work(
            Wanted.THUMBNAIL, "{'timestamp':60,'output':{'format':'webp'}}", Media.film(64, 64));

    assertThat(last.runs().getFirst().arguments()).contains("-ss", "7").doesNotContain("-frames:v");
    assertThat(last.warnings()).singleElement().asString().contains("60 s", "last one");
  }

  @Test
  void aTimeCountsFromWhatTheStepsLeft() {
    assertThat(
            line(
                first(
                    "{'steps':[{'type':'trim','start':3,'duration':4},{'type':'crop','width':32,'height':32}],'timestamp':2,'output':{'format':'jpeg'}}",
                    Media.film(64, 64))))
        .contains("-ss 5 -t 2 -i", "[0:0]crop=32:32:16:16:exact=1,setsar=1");
  }

  @Test
  void severalStandInTheMiddlesOfEvenParts() {
    Work work =
        Plans.work(Wanted.THUMBNAIL, "{'count':5,'output':{'format':'jpeg'}}", Media.film(64, 64));

    assertThat(line(work)).contains("-ss 1 -i", "fps=0.5:round=up", "-frames:v 5");
    assertThat(work.products())
        .extracting(Product::name)
        .containsExactly(
            "thumbnail-001.jpg",
            "thumbnail-002.jpg",
            "thumbnail-003.jpg",
            "thumbnail-004.jpg",
            "thumbnail-005.jpg");
  }

  @Test
  void thoseThatLieFarApartAreReadOneByOne() {
    Work work = Plans.work(Wanted.THUMBNAIL, "{'count':2,'output':{'format':'jpeg'}}", hour());

    assertThat(work.runs()).hasSize(2);
    assertThat(line(work, 0)).contains("-ss 900 -i");
    assertThat(line(work, 1)).contains("-ss 2700 -i");
  }

  @Test
  void aGridIsExactlyAsLargeAsAskedFor() {
    Work work =
        Plans.work(
            Wanted.GRID,
            "{'rows':2,'columns':3,'width':1000,'height':500,'output':{'format':'png'}}",
            Media.film(640, 360));

    assertThat(line(work, 0)).contains("-ss 1.666667 -i", "scale=333:187,pad=333:250:0:31");
    assertThat(line(work, 1)).contains("tile=3x2,pad=1000:500");
    assertThat(expected(work).picture()).contains(new Picture("png", 1000, 500));
  }

  @Test
  void aSpriteTellsWhichPartIsSeenWhen() {
    Work work =
        Plans.work(
            Wanted.SPRITE,
            "{'interval':4,'columns':2,'width':80,'output':{'format':'jpeg'}}",
            Media.film(640, 320));

    assertThat(work.notes().get(Path.of("/out/sprite.vtt")))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.000 --> 00:00:04.000
            sprite.jpg#xywh=0,0,80,40

            00:00:04.000 --> 00:00:08.000
            sprite.jpg#xywh=80,0,80,40

            00:00:08.000 --> 00:00:10.000
            sprite.jpg#xywh=0,40,80,40
            """);
    assertThat(expected(work).picture()).contains(new Picture("mjpeg", 160, 80));
  }

  @Test
  void aGifHasAPaletteOfItsOwn() {
    Work work =
        Plans.work(
            Wanted.PREVIEW,
            "{'start':2,'duration':3,'output':{'format':'gif'}}",
            Media.film(640, 360));

    assertThat(line(work)).contains("-ss 2 -t 3 -i", "fps=10,scale=320:180", "palettegen");
    assertThat(expected(work).seconds()).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {Wanted.THUMBNAIL, Wanted.GRID, Wanted.SPRITE})
  void soundHasNoPicture(String operation) {
    assertRefused(
        Plans.plan(operation, "{'output':{'format':'png'}}", Media.soundWithCover()),
        ErrorCode.UNSUPPORTED_MEDIA);
  }

  @Test
  void aSpriteThatNobodyCouldOpenIsRefused() {
    assertRefused(
        Plans.plan(Wanted.SPRITE, "{'interval':0.1,'output':{'format':'png'}}", hour()),
        ErrorCode.INVALID_OPERATION);
  }

  @Test
  void aWaveformIsDrawnOnItsBackground() {
    assertThat(
            line(
                Plans.work(
                    Wanted.WAVEFORM,
                    "{'width':400,'height':100,'color':'red','output':{'format':'png'}}",
                    Media.sound(2))))
        .contains(
            "[0:0]aformat=channel_layouts=mono,showwavespic=s=400x100:split_channels=0:colors=red[s0]",
            "color=c=white:s=400x100:r=1");
    assertRefused(
        Plans.plan(Wanted.WAVEFORM, "{'output':{'format':'png'}}", Media.silent(64, 64)),
        ErrorCode.UNSUPPORTED_MEDIA);
  }

  private static MediaInfo hour() {
    return Media.of(3600, Media.hour());
  }

  private static void assertRefused(Planned planned, ErrorCode code) {
    assertThat(planned)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static Work first(String params, MediaInfo media) {
    Planned planned = Plans.plan(Wanted.THUMBNAIL, params, media);
    assertThat(planned).isInstanceOf(Attempt.class);
    return ((Attempt) planned).first();
  }

  private static Expected expected(Work work) {
    return work.products().getFirst().expected();
  }
}
