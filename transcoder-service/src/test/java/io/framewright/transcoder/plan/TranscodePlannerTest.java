package io.framewright.transcoder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.plan.Planned.Encode;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TranscodePlannerTest {

  private static final TranscodePlanner PLANNER =
      new TranscodePlanner(new EncodeSettings(2, 8192, 16, Duration.ofHours(4)));

  private static final String GENERAL =
      "-nostdin -hide_banner -nostats -loglevel level+info -progress pipe:1 -stats_period 0.5 "
          + "-protocol_whitelist file,pipe -format_whitelist mov -f mov -threads 2 ";
  private static final String STRIPPED =
      " -map_metadata -1 -map_chapters -1 -sn -dn -fflags +bitexact";

  @Test
  void anMp4HasH264AndAacAndStartsFast() {
    assertThat(line(encode("{'output':{'format':'mp4'}}", Media.film(1920, 1080))))
        .isEqualTo(
            GENERAL
                + "-i file:/in/a -map 0:0 -vf setsar=1,format=yuv420p -fps_mode vfr -c:v libx264"
                + " -preset medium -crf 23 -pix_fmt yuv420p -threads:v 2"
                + " -map 0:1 -c:a aac -b:a 128k -ac 2"
                + STRIPPED
                + " -movflags +faststart -f mp4 -y file:/out/output.mp4");
  }

  @Test
  void aWebmHasVp9AndOpus() {
    assertThat(
            line(
                encode(
                    "{'output':{'format':'webm','video':{'crf':30,'fps':25,'preset':'slow'},'audio':{'bitrate':'80k','channels':1}}}",
                    Media.film(1280, 720))))
        .isEqualTo(
            GENERAL
                + "-i file:/in/a -map 0:0 -vf fps=25,setsar=1,format=yuv420p -fps_mode cfr"
                + " -c:v libvpx-vp9 -b:v 0 -crf 30 -deadline good -cpu-used 3 -row-mt 1"
                + " -tile-columns 2 -pix_fmt yuv420p -threads:v 2"
                + " -map 0:1 -c:a libopus -b:a 80k -ac 1"
                + STRIPPED
                + " -f webm -y file:/out/output.webm");
  }

  @Test
  void anMp3HasSoundOnly() {
    assertThat(line(encode("{'output':{'format':'mp3'}}", Media.film(1920, 1080))))
        .isEqualTo(
            GENERAL
                + "-i file:/in/a -vn -map 0:1 -c:a libmp3lame -b:a 192k -ac 2"
                + STRIPPED
                + " -f mp3 -y file:/out/output.mp3");
  }

  @Test
  void trimsCountFromWhatTheOneBeforeLeft() {
    Encode plan =
        encode(
            "{'steps':[{'type':'trim','start':2,'duration':5},{'type':'trim','start':1.5,'duration':9}],'output':{'format':'mp4'}}",
            Media.film(1920, 1080));

    assertThat(line(plan)).contains("-ss 3.5 -t 3.5 -i file:/in/a");
    assertThat(plan.expected().seconds()).hasValue(3.5);
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aTrimBeyondTheEndIsToldOf() {
    Encode plan =
        encode(
            "{'steps':[{'type':'trim','start':8,'duration':5}],'output':{'format':'mp4'}}",
            Media.film(1920, 1080));

    assertThat(plan.expected().seconds()).hasValue(2);
    assertThat(plan.warnings()).singleElement().asString().contains("ends before the trim");
  }

  static Stream<Arguments> sizes() {
    return Stream.of(
        arguments(Media.film(1920, 1080), "'width':1280,'height':1280", 1280, 720),
        arguments(Media.film(1920, 1080), "'width':641", 640, 360),
        arguments(Media.film(1920, 1080), "'height':480", 854, 480),
        arguments(Media.film(1920, 1080), "'width':300,'height':300,'fit':'fill'", 300, 300),
        arguments(Media.film(1920, 1080), "'width':301,'fit':'fill'", 300, 170),
        arguments(Media.film(320, 180), "'width':640,'height':640", 640, 360),
        arguments(Media.turned(1920, 1080, 90), "'width':540", 540, 960),
        arguments(Media.turned(1920, 1080, 180), "'width':960", 960, 540),
        arguments(Media.anamorphic(720, 576, 64.0 / 45), "'height':288", 512, 288));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aResizeIsEvenAndKeepsTheAspectUnlessFilled(
      MediaInfo media, String resize, int width, int height) {
    Encode plan =
        encode(
            "{'steps':[{'type':'resize',%s}],'output':{'format':'mp4'}}".formatted(resize), media);

    assertThat(plan.expected().picture()).contains(new Picture("h264", width, height));
    assertThat(line(plan)).contains("scale=%d:%d,setsar=1".formatted(width, height));
  }

  @Test
  void anOddPictureLosesALineAndIsNotStretched() {
    Encode plan = encode("{'output':{'format':'mp4'}}", Media.film(641, 361));

    assertThat(line(plan)).contains("-vf crop=640:360:0:0,setsar=1");
    assertThat(plan.expected().picture()).contains(new Picture("h264", 640, 360));
  }

  @Test
  void pixelsThatAreNotSquareAreMadeSo() {
    assertThat(line(encode("{'output':{'format':'mp4'}}", Media.anamorphic(720, 576, 64.0 / 45))))
        .contains("-vf scale=1024:576,setsar=1");
  }

  @Test
  void aFilmWithoutSoundHasNone() {
    Encode plan = encode("{'output':{'format':'mp4'}}", Media.silent(640, 360));

    assertThat(plan.arguments()).contains("-an").doesNotContain("-c:a");
    assertThat(plan.expected().audioCodec()).isEmpty();
  }

  @Test
  void soundWithACoverIsNoFilm() {
    Encode plan = encode("{'output':{'format':'mp4'}}", Media.soundWithCover());

    assertThat(plan.arguments()).contains("-vn").doesNotContain("-c:v");
    assertThat(plan.contentType()).isEqualTo("audio/mp4");
    assertThat(plan.warnings()).singleElement().asString().contains("no video");
  }

  @Test
  void channelsThatNobodyCanPlayBecomeTwo() {
    Encode plan = encode("{'output':{'format':'mp3'}}", Media.sound(64));

    assertThat(line(plan)).contains("-ac 2");
    assertThat(plan.warnings()).singleElement().asString().contains("64 audio channels");
  }

  @Test
  void aRateThatTheCodecCannotHaveIsLoweredAndToldOf() {
    Encode plan = encode("{'output':{'format':'mp3','audio':{'bitrate':'900k'}}}", Media.sound(2));

    assertThat(line(plan)).contains("-b:a 320k");
    assertThat(plan.warnings()).singleElement().asString().contains("320k");
  }

  static Stream<Arguments> refusals() {
    String mp4 = "{'output':{'format':'mp4'}}";
    return Stream.of(
        arguments("{'output':{'format':'mp3'}}", Media.silent(64, 64), ErrorCode.UNSUPPORTED_MEDIA),
        arguments(
            "{'output':{'format':'mp4','video':{'codec':'vp9'}}}",
            Media.film(64, 64),
            ErrorCode.INVALID_OPERATION),
        arguments(
            "{'output':{'format':'webm','audio':{'codec':'aac'}}}",
            Media.film(64, 64),
            ErrorCode.INVALID_OPERATION),
        arguments(
            "{'output':{'format':'mp3','audio':{'channels':6}}}",
            Media.film(64, 64),
            ErrorCode.INVALID_OPERATION),
        arguments(
            "{'steps':[{'type':'trim','start':99,'duration':1}],'output':{'format':'mp4'}}",
            Media.film(64, 64),
            ErrorCode.INVALID_OPERATION),
        arguments(
            "{'steps':[{'type':'trim','start':0,'duration':1},{'type':'trim','start':1,'duration':1}],'output':{'format':'mp4'}}",
            Media.film(64, 64),
            ErrorCode.INVALID_OPERATION),
        arguments(mp4, Media.film(16384, 64), ErrorCode.TOO_MANY_PIXELS),
        arguments(mp4, Media.film(0, 0), ErrorCode.INPUT_CORRUPT),
        arguments(mp4, Media.lasting(1e9), ErrorCode.UNSUPPORTED_MEDIA),
        arguments(mp4, Media.of(10, List.of()), ErrorCode.UNSUPPORTED_MEDIA));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeDoneIsRefusedBeforeItIsTried(String params, MediaInfo media, ErrorCode code) {
    assertThat(plan(params, media))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static Encode encode(String params, MediaInfo media) {
    Planned planned = plan(params, media);
    assertThat(planned).isInstanceOf(Encode.class);
    return (Encode) planned;
  }

  private static Planned plan(String params, MediaInfo media) {
    return PLANNER.plan(
        TranscodeParams.parse(params.replace('\'', '"')),
        media,
        "mov",
        Path.of("/in/a"),
        Path.of("/out"));
  }

  private static String line(Encode plan) {
    return String.join(" ", plan.arguments());
  }
}
