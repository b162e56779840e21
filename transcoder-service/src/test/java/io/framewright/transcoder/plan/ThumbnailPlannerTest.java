package io.framewright.transcoder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.operation.ThumbnailParams;
import io.framewright.transcoder.plan.Planned.Encode;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Refused;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThumbnailPlannerTest {

  private static final ThumbnailPlanner PLANNER =
      new ThumbnailPlanner(new EncodeSettings(2, 8192, 16, Duration.ofHours(4)));

  private static final String GENERAL =
      "-nostdin -hide_banner -nostats -loglevel level+info -progress pipe:1 -stats_period 0.5 "
          + "-protocol_whitelist file,pipe -format_whitelist mov -f mov -threads 2 ";
  private static final String END =
      " -an -map_metadata -1 -map_chapters -1 -sn -dn -fflags +bitexact -f image2 -update 1 -y ";

  @Test
  void aPictureIsTakenAtTheTimeThatIsAskedFor() {
    Encode plan =
        encode("{'timestamp':2.5,'width':640,'output':{'format':'jpeg'}}", Media.film(1920, 1080));

    assertThat(String.join(" ", plan.arguments()))
        .isEqualTo(
            GENERAL
                + "-ss 2.5 -i file:/in/a -map 0:0 -vf scale=640:360,setsar=1 -frames:v 1"
                + " -c:v mjpeg -pix_fmt yuvj420p -q:v 6"
                + END
                + "file:/out/thumbnail.jpg");
    assertThat(plan.expected().picture()).contains(new Picture("mjpeg", 640, 360));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void withoutWishesItIsTheFirstSecondInFullSize() {
    Encode plan = encode("{'output':{'format':'png'}}", Media.turned(1920, 1080, 90));

    assertThat(String.join(" ", plan.arguments()))
        .contains("-ss 1 -i", "-vf setsar=1 -frames:v 1 -c:v png -pix_fmt rgb24");
    assertThat(plan.expected().picture()).contains(new Picture("png", 1080, 1920));
  }

  @Test
  void aTimeBeyondTheEndGivesTheLastFrameAndSaysSo() {
    Encode plan = encode("{'timestamp':60,'output':{'format':'webp'}}", Media.film(64, 64));

    assertThat(plan.arguments()).contains("-ss", "7").doesNotContain("-frames:v");
    assertThat(plan.warnings()).singleElement().asString().contains("60 s", "last one");
  }

  @Test
  void soundHasNoPicture() {
    assertThat(plan("{'output':{'format':'png'}}", Media.soundWithCover()))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA));
  }

  private static Encode encode(String params, MediaInfo media) {
    Planned planned = plan(params, media);
    assertThat(planned).isInstanceOf(Encode.class);
    return (Encode) planned;
  }

  private static Planned plan(String params, MediaInfo media) {
    return PLANNER.plan(
        ThumbnailParams.parse(params.replace('\'', '"')),
        media,
        "mov",
        Path.of("/in/a"),
        Path.of("/out"));
  }
}
