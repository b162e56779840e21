package io.framewright.transcoder.plan;

import static io.framewright.transcoder.plan.Plans.GENERAL;
import static io.framewright.transcoder.plan.Plans.OPEN;
import static io.framewright.transcoder.plan.Plans.STRIPPED;
import static io.framewright.transcoder.plan.Plans.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.framewright.transcoder.engine.Accelerator;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.operation.Wanted;
import io.framewright.transcoder.plan.Planned.Attempt;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Listen;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Refused;
import io.framewright.transcoder.plan.Planned.Sound;
import io.framewright.transcoder.plan.Planned.Work;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TranscodePlannerTest {

  private static final MediaInfo HD = Media.film(1920, 1080);

  @Test
  void anMp4HasH264AndAacAndStartsFast() {
    assertThat(line(work("{'output':{'format':'mp4'}}", HD)))
        .isEqualTo(
            GENERAL
                + OPEN
                + "-i file:/in/a -filter_complex [0:0]setsar=1,format=yuv420p[s0] -map [s0]"
                + " -fps_mode vfr -c:v libx264 -preset medium -crf 23 -threads:v 2 -pix_fmt yuv420p"
                + " -map 0:1 -c:a aac -b:a 128k -ac 2"
                + STRIPPED
                + " -movflags +faststart -f mp4 -y file:/out/output.mp4");
  }

  @Test
  void aWebmHasVp9AndOpus() {
    assertThat(
            line(
                work(
                    "{'output':{'format':'webm','video':{'crf':30,'fps':25,'preset':'slow'},'audio':{'bitrate':'80k','channels':1}}}",
                    Media.film(1280, 720))))
        .contains(
            "[0:0]fps=25,setsar=1,format=yuv420p[s0] -map [s0] -fps_mode cfr"
                + " -c:v libvpx-vp9 -b:v 0 -crf 30 -deadline good -cpu-used 3 -row-mt 1"
                + " -tile-columns 2 -threads:v 2 -pix_fmt yuv420p"
                + " -map 0:1 -c:a libopus -b:a 80k -ac 1")
        .endsWith("-f webm -y file:/out/output.webm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h265 | -c:v libx265 -preset medium -crf 28 -x265-params log-level=warning:pools=2",
        "vp8  | -c:v libvpx -b:v 50M -crf 10 -deadline good -cpu-used 4",
        "av1  | -c:v libsvtav1 -preset 8 -crf 35"
      })
  void eachCodecHasItsOwnWords(String codec, String encoder) {
    assertThat(
            line(work("{'output':{'format':'mkv','video':{'codec':'%s'}}}".formatted(codec), HD)))
        .contains(encoder);
  }

  @Test
  void twoPassesReadWhatTheFirstLeft() {
    Work work = work("{'output':{'format':'mp4','video':{'bitrate':'900k','two_pass':true}}}", HD);

    assertThat(work.runs()).hasSize(2);
    assertThat(line(work, 0))
        .contains("-b:v 900k", "-pass 1 -passlogfile /out/passes")
        .doesNotContain("-crf")
        .endsWith("-f null -y pipe:2");
    assertThat(line(work, 1)).contains("-pass 2").endsWith("file:/out/output.mp4");
  }

  @Test
  void anMp3HasSoundOnly() {
    Work work = work("{'output':{'format':'mp3'}}", HD);
    assertThat(line(work))
        .isEqualTo(
            GENERAL
                + OPEN
                + "-i file:/in/a -vn -map 0:1 -c:a libmp3lame -b:a 192k -ac 2"
                + STRIPPED
                + " -f mp3 -y file:/out/output.mp3");
    assertThat(expected(work).sound()).contains(new Sound("mp3", OptionalInt.of(2)));
  }

  @Test
  void trimsCountFromWhatTheOneBeforeLeftAndReadNoMoreThanThat() {
    Work work =
        work(
            "{'steps':[{'type':'trim','start':2,'duration':5},{'type':'resize','width':640},{'type':'trim','start':1.5,'duration':3}],'output':{'format':'mp4'}}",
            HD);

    assertThat(line(work)).contains("-ss 3.5 -t 3 -i file:/in/a");
    assertThat(expected(work).seconds()).hasValue(3);
    assertThat(work.warnings()).isEmpty();
  }

  @Test
  void aTrimAfterSomethingThatHangsOnTimeStaysInItsPlace() {
    Work work =
        work(
            "{'steps':[{'type':'concat','inputs':['more1']},{'type':'trim','start':9,'duration':4}],'output':{'format':'mp4'}}",
            Media.film(640, 360),
            Media.silent(360, 640));

    assertThat(line(work))
        .contains(
            "concat=n=2:v=1:a=1",
            "anullsrc=channel_layout=stereo",
            "pad=640:360",
            "]trim=start=9:duration=4,setpts=PTS-STARTPTS",
            "]atrim=start=9:duration=4,asetpts=PTS-STARTPTS")
        .doesNotContain("-ss");
    assertThat(expected(work).seconds()).hasValue(4);
    assertThat(work.warnings()).singleElement().asString().contains("more1", "black bars");
  }

  @Test
  void aTrimBeyondTheEndIsToldOf() {
    Work work =
        work("{'steps':[{'type':'trim','start':8,'duration':5}],'output':{'format':'mp4'}}", HD);

    assertThat(expected(work).seconds()).hasValue(2);
    assertThat(work.warnings()).singleElement().asString().contains("ends before the trim");
  }

  static Stream<Arguments> sizes() {
    return Stream.of(
        arguments(HD, "'width':1280,'height':1280", 1280, 720),
        arguments(HD, "'width':641", 640, 360),
        arguments(HD, "'height':480", 854, 480),
        arguments(HD, "'width':300,'height':300,'fit':'fill'", 300, 300),
        arguments(HD, "'width':301,'fit':'fill'", 300, 170),
        arguments(HD, "'width':300,'height':300,'fit':'cover'", 300, 300),
        arguments(HD, "'width':300,'height':300,'fit':'pad'", 300, 300),
        arguments(Media.film(320, 180), "'width':640,'height':640", 640, 360),
        arguments(Media.turned(1920, 1080, 90), "'width':540", 540, 960),
        arguments(Media.turned(1920, 1080, 180), "'width':960", 960, 540),
        arguments(Media.anamorphic(720, 576, 64.0 / 45), "'height':288", 512, 288));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aResizeIsEvenAndKeepsTheAspectUnlessFilled(
      MediaInfo media, String resize, int width, int height) {
    Work work =
        work("{'steps':[{'type':'resize',%s}],'output':{'format':'mp4'}}".formatted(resize), media);

    assertThat(expected(work).picture()).contains(new Picture("h264", width, height));
  }

  @Test
  void stepsAreDoneInTheirOrder() {
    String crop = "{'type':'crop','width':100,'height':100}";
    String turn = "{'type':'rotate','degrees':90}";
    String wide = "{'type':'resize','width':200,'height':50,'fit':'fill'}";
    String steps = "{'steps':[%s,%s,%s],'output':{'format':'mp4'}}";

    assertThat(line(work(steps.formatted(crop, wide, turn), HD)))
        .contains("[0:0]crop=100:100:910:490:exact=1,scale=200:50,transpose=clock,setsar=1");
    assertThat(
            line(work(steps.formatted(wide, turn, "{'type':'flip','direction':'vertical'}"), HD)))
        .contains("[0:0]scale=200:50,transpose=clock,vflip,setsar=1");
  }

  @Test
  void anOddPictureLosesALineIsNotStretchedAndIsToldOf() {
    Work work = work("{'output':{'format':'mp4'}}", Media.film(641, 361));

    assertThat(line(work)).contains("[0:0]crop=640:360:0:0:exact=1,setsar=1");
    assertThat(expected(work).picture()).contains(new Picture("h264", 640, 360));
    assertThat(work.warnings()).singleElement().asString().contains("641 x 361");
  }

  @Test
  void pixelsThatAreNotSquareAreMadeSo() {
    assertThat(line(work("{'output':{'format':'mp4'}}", Media.anamorphic(720, 576, 64.0 / 45))))
        .contains("[0:0]scale=1024:576,setsar=1");
  }

  @Test
  void aTextIsAFileAndNothingInItIsAnExpression() {
    Work work =
        work(
            "{'steps':[{'type':'text','text':'%{pts}:textfile=/etc/passwd','position':'top-left'}],'output':{'format':'mp4'}}",
            HD);

    assertThat(line(work))
        .contains("drawtext=fontfile=/fonts/a\\\\:b.ttf:textfile=/out/text-1.txt:expansion=none")
        .doesNotContain("passwd");
    assertThat(work.notes()).containsValue("%{pts}:textfile=/etc/passwd");
  }

  @Test
  void aWatermarkIsAPartOfThePicturesWidth() {
    Work work =
        work(
            "{'steps':[{'type':'watermark','input':'more1','scale':0.1,'margin':20}],'output':{'format':'mp4'}}",
            HD,
            Media.silent(400, 200));

    assertThat(line(work))
        .contains(
            "[1:0]format=rgba,scale=192:96,colorchannelmixer=aa=0.8[s1]",
            "[s0][s1]overlay=x=W-w-20:y=H-h-20:format=auto[s2]");
  }

  @Test
  void copiedStreamsStayAsTheyAre() {
    Work work =
        work(
            "{'steps':[{'type':'trim','start':2,'duration':5,'mode':'copy'}],'output':{'format':'mov'}}",
            Media.turned(1920, 1080, 90));

    assertThat(line(work)).contains("-ss 2 -t 5 -i", "-map 0:0 -c:v copy").doesNotContain("filter");
    assertThat(expected(work).picture()).contains(new Picture("h264", 1920, 1080));
    assertThat(work.warnings()).singleElement().asString().contains("key frame");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"5 | -metadata:s:v:0 rotate=180", "8 | -display_rotation:v -180"})
  void aTurnWithoutTranscodingIsSaidInTheWordsOfTheEngine(int major, String words) {
    Work work =
        Plans.work(
            Plans.plan(
                Plans.engine(major),
                Wanted.TRANSCODE,
                "{'steps':[{'type':'rotate','degrees':90,'no_transcode':true}],'output':{'format':'mp4'}}",
                Media.turned(640, 360, 90)));

    assertThat(line(work)).contains(words, "-c:v copy");
  }

  @Test
  void loudnessIsHeardFirstUpToTheStepAndThenSet() {
    Planned planned =
        plan(
            "{'steps':[{'type':'trim','start':1,'duration':4},{'type':'normalize','loudness':-16}],'output':{'format':'mp4'}}",
            HD);

    assertThat(planned).isInstanceOf(Listen.class);
    Listen listen = (Listen) planned;
    assertThat(String.join(" ", listen.run().arguments()))
        .contains("-ss 1 -t 4", "[0:1]loudnorm=I=-16:TP=-1.5:LRA=11:print_format=json[s0]")
        .doesNotContain("0:0");
    Work heard = Plans.work(listen.then().apply(Optional.of(new Loudness(-30, -12, 3, -40, 0.1))));
    assertThat(line(heard)).contains("measured_I=-30:measured_TP=-12", "linear=true");
    Work silent = Plans.work(listen.then().apply(Optional.empty()));
    assertThat(line(silent)).doesNotContain("loudnorm");
    assertThat(silent.warnings()).singleElement().asString().contains("silent");
  }

  @Test
  void hardwareIsTriedFirstWhereThereIsSome() {
    Engine engine = Plans.engine(5, Accelerator.VAAPI);
    Planned auto = Plans.plan(engine, Wanted.TRANSCODE, "{'output':{'format':'mp4'}}", HD);

    assertThat(auto).isInstanceOf(Attempt.class);
    Attempt attempt = (Attempt) auto;
    assertThat(line(attempt.first()))
        .contains(
            "-vaapi_device /dev/dri/renderD128", "format=nv12,hwupload", "-c:v h264_vaapi -qp 23");
    assertThat(attempt.first().hardware()).contains(Accelerator.VAAPI);
    assertThat(line(attempt.instead())).contains("libx264");
    assertThat(
            Plans.plan(
                engine,
                Wanted.TRANSCODE,
                "{'hardware_acceleration':'none','output':{'format':'mp4'}}",
                HD))
        .isInstanceOf(Work.class);
    assertThat(
            Plans.plan(
                engine,
                Wanted.TRANSCODE,
                "{'hardware_acceleration':'require','output':{'format':'webm'}}",
                HD))
        .isInstanceOf(Refused.class);
  }

  @Test
  void tracksAreChosenAndWhatIsLeftOutIsToldOf() {
    assertThat(line(work("{'streams':{'audio':2},'output':{'format':'mp4'}}", Media.tracks(3))))
        .contains("-map 0:3 -c:a aac");
    assertThat(work("{'output':{'format':'mp4'}}", Media.tracks(3)).warnings())
        .satisfiesExactlyInAnyOrder(
            warning -> assertThat(warning).contains("3 sound tracks"),
            warning -> assertThat(warning).contains("1 subtitle"));
  }

  @Test
  void aFilmWithoutSoundHasNone() {
    Work work = work("{'output':{'format':'mp4'}}", Media.silent(640, 360));

    assertThat(work.runs().getFirst().arguments()).contains("-an").doesNotContain("-c:a");
    assertThat(expected(work).sound()).isEmpty();
  }

  @Test
  void soundWithACoverIsNoFilm() {
    Work work = work("{'output':{'format':'mp4'}}", Media.soundWithCover());

    assertThat(work.runs().getFirst().arguments()).contains("-vn").doesNotContain("-c:v");
    assertThat(work.products().getFirst().contentType()).isEqualTo("audio/mp4");
    assertThat(work.warnings()).singleElement().asString().contains("no video");
  }

  @Test
  void channelsThatNobodyCanPlayBecomeTwo() {
    Work work = work("{'output':{'format':'mp3'}}", Media.sound(64));

    assertThat(line(work)).contains("-ac 2");
    assertThat(work.warnings()).singleElement().asString().contains("64 audio channels");
  }

  @Test
  void aRateThatTheCodecCannotHaveIsLoweredAndToldOf() {
    Work work = work("{'output':{'format':'mp3','audio':{'bitrate':'900k'}}}", Media.sound(2));

    assertThat(line(work)).contains("-b:a 320k");
    assertThat(work.warnings()).singleElement().asString().contains("320k");
  }

  @Test
  void anEncoderThatWritesStereoOnlyGetsStereoAndItIsToldOf() {
    Engine own = new Engine(Set.of("vorbis"), 8, Optional.empty(), List.of());

    Work work =
        Plans.work(
            Plans.plan(own, Wanted.TRANSCODE, "{'output':{'format':'ogg'}}", Media.sound(1)));

    assertThat(line(work)).contains("-c:a vorbis -strict experimental -b:a 128k -ac 2");
    assertThat(work.warnings()).singleElement().asString().contains("2 channels only");
  }

  private static Planned plan(String params, MediaInfo... media) {
    return Plans.plan(Wanted.TRANSCODE, params, media);
  }

  private static Work work(String params, MediaInfo... media) {
    return Plans.work(Wanted.TRANSCODE, params, media);
  }

  private static Expected expected(Work work) {
    return work.products().getFirst().expected();
  }
}
