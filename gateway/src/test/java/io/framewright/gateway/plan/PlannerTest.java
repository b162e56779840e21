package io.framewright.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.StrictJson;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.operations.OperationCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {

  private static final Planner PLANNER = new Planner(new OperationCatalogue());

  private static Plan plan(String output, String operations, MediaKind input) {
    return PLANNER.plan(
        OutputRequest.of(json(output)), StepRequest.listOf(json(operations)), input);
  }

  private static String params(String output, String operations) {
    return OperationCatalogue.canonical(plan(output, operations, MediaKind.OTHER).params());
  }

  private static JsonNode json(String text) {
    return StrictJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "test");
  }

  private static ApiException refusal(String output, String operations, MediaKind input) {
    List<ApiException> caught = new java.util.ArrayList<>();
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> plan(output, operations, input))
        .satisfies(caught::add);
    return caught.getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'webp' | [{'type':'resize','width':0}] | operations[0].width
          'webp' | [{'type':'auto_orient'},{'type':'blur','sigma':2},{'type':'blur','sigma':-1}] | operations[2].sigma
          {'format':'webp','image':{'quality':101}} | [] | output.image.quality
          'mp4' | [{'type':'filter','name':'denoise'},{'type':'blur','value':'much'}] | operations[1]
          'mp4' | [{'type':'trim','start':1,'duration':2},{'type':'rotate','degrees':45}] | operations[1]
          'jpg' | [{'type':'thumbnail','timestamp':1,'width':-5}] | operations[0].width
          """)
  void anErrorNamesTheFieldOfTheRequest(String output, String operations, String field) {
    ApiException refusal = refusal(output, operations, MediaKind.OTHER);
    assertThat(Objects.requireNonNull(refusal.details()).field()).isEqualTo(field);
    assertThat(refusal).hasMessageStartingWith(field + ": ");
  }

  @ParameterizedTest
  @CsvSource({
    "jpg,   image,     image.convert,   output.jpg",
    "JPEG,  image,     image.convert,   output.jpg",
    ".png,  image,     image.convert,   output.png",
    "webp,  image,     image.convert,   output.webp",
    "avif,  image,     image.convert,   output.avif",
    "gif,   image,     image.convert,   output.gif",
    "tif,   image,     image.convert,   output.tiff",
    "bmp,   image,     image.convert,   output.bmp",
    "jxl,   image,     image.convert,   output.jxl",
    "/storage/a/b.c.WEBP, image, image.convert, output.webp",
    "mp4,   transcode, video.transcode, output.mp4",
    "webm,  transcode, video.transcode, output.webm",
    "mkv,   transcode, video.transcode, output.mkv",
    "opus,  transcode, video.transcode, output.opus",
    "mp3,   transcode, video.transcode, output.mp3"
  })
  void aFormatChoosesPoolOperationAndName(
      String output, String pool, String operation, String name) {
    Plan plan = plan("'" + output + "'", "[]", MediaKind.OTHER);
    assertThat(plan.pool()).isEqualTo(pool);
    assertThat(plan.operation()).isEqualTo(operation);
    assertThat(plan.outputName()).isEqualTo(name);
  }

  @Test
  void flatAndNestedOperationsAreTheSame() {
    String flat = params("'webp'", "[{'type':'resize','width':640,'fit':'contain'}]");
    String nested = params("'webp'", "[{'type':'resize','params':{'fit':'contain','width':640}}]");
    assertThat(flat)
        .isEqualTo(nested)
        .isEqualTo(
            "{'output':{'format':'webp'},'steps':[{'fit':'contain','type':'resize','width':640}]}"
                .replace('\'', '"'));
  }

  @Test
  void encoderSettingsComeFromTheOutputOrFromConvert() {
    assertThat(params("{'format':'webp','image':{'quality':80}}", "[]"))
        .isEqualTo(params("'webp'", "[{'type':'convert','quality':80}]"));
  }

  @Test
  void theStepsOfPicturesAreThoseOfTheirSchema() {
    var known =
        new OperationCatalogue().schema("image.convert").at("/$defs/step/properties/type/enum");
    assertThat(known).extracting(JsonNode::textValue).containsExactlyElementsOf(ImagePlan.STEPS);
  }

  @Test
  void stepsForAPictureReachTheWorkerInOrder() {
    assertThat(
            params(
                "'png'",
                "[{'type':'auto_orient','enabled':false},{'type':'trim'},"
                    + "{'type':'crop','params':{'aspect':'1:1'}},{'type':'round_corners','percent':50}]"))
        .isEqualTo(
            ("{'auto_orient':false,'output':{'format':'png'},'steps':[{'type':'trim'},"
                    + "{'aspect':'1:1','type':'crop'},{'percent':50,'type':'round_corners'}]}")
                .replace('\'', '"'));
  }

  @Test
  void thePictureOfAWatermarkIsAnInputOfTheTask() {
    Plan plan =
        plan(
            "'webp'",
            "[{'type':'watermark','image':'asset:a','scale':0.5},"
                + "{'type':'watermark','image':'/storage/b.png','tile':true},"
                + "{'type':'watermark','image':'asset:a'},{'type':'watermark','text':'©'}]",
            MediaKind.IMAGE);
    assertThat(plan.overlays())
        .containsOnly(
            java.util.Map.entry("overlay_1", "asset:a"),
            java.util.Map.entry("overlay_2", "/storage/b.png"));
    assertThat(plan.params().at("/steps/2/input").textValue()).isEqualTo("overlay_1");
    assertThat(plan.params().toString()).doesNotContain("asset:a", "b.png");
  }

  @Test
  void theRequestsOfThePageOnPicturesCanBePlanned() throws Exception {
    String page =
        Files.readString(Path.of(System.getProperty("user.dir")).resolveSibling("docs/images.md"));
    Matcher example = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
    int examples = 0;
    while (example.find()) {
      JsonNode request =
          StrictJson.read(example.group(1).getBytes(StandardCharsets.UTF_8), "the example");
      JsonNode operations =
          request.has("operations")
              ? request.get("operations")
              : JsonNodeFactory.instance.arrayNode();
      Plan plan =
          PLANNER.plan(
              OutputRequest.of(request.get("output")),
              StepRequest.listOf(operations),
              MediaKind.IMAGE);
      assertThat(plan.operation()).isEqualTo("image.convert");
      examples++;
    }
    assertThat(examples).isGreaterThan(ImagePlan.STEPS.size());
  }

  @Test
  void severalRenditionsAreOneTask() {
    assertThat(
            params(
                "{'format':'webp','image':{'quality':80,'renditions':["
                    + "{'name':'small','operations':[{'type':'resize','width':320}]},"
                    + "{'name':'print','format':'tif'}]}}",
                "[{'type':'grayscale'}]"))
        .isEqualTo(
            ("{'output':{'format':'webp','quality':80},'renditions':["
                    + "{'name':'small','output':{'format':'webp'},"
                    + "'steps':[{'type':'resize','width':320}]},"
                    + "{'name':'print','output':{'format':'tiff'}}],"
                    + "'steps':[{'type':'grayscale'}]}")
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{'start':10;'duration':60},             10, 60",
        "{'start':10;'end':70},                  10, 60",
        "{'start':'00:00:10';'end':'1:10'},      10, 60",
        "{'start':'0:10.500';'duration':'60.25'}, 10.5, 60.25",
        "{'start_time':10;'end_time':'00:01:10'}, 10, 60",
        "{'params':{'start':10;'duration':60}},  10, 60",
        "{'duration':60},                        0, 60"
      })
  void aTrimIsStartAndDurationInSeconds(String fields, String start, String duration) {
    String operation = fields.replace(';', ',').replaceFirst("\\{", "{'type':'trim',");
    assertThat(params("'mp4'", "[" + operation + "]"))
        .contains("{\"duration\":%s,\"start\":%s,\"type\":\"trim\"}".formatted(duration, start));
  }

  @ParameterizedTest
  @CsvSource({
    "1280x720, '{\"height\":720,\"type\":\"resize\",\"width\":1280}'",
    "1080p,    '{\"height\":1080,\"type\":\"resize\"}'",
    "4k,       '{\"height\":2160,\"type\":\"resize\"}'"
  })
  void resolutionsHaveNames(String resolution, String step) {
    String operation = "[{'type':'resize','resolution':'%s'}]".formatted(resolution);
    assertThat(params("'mp4'", operation)).contains(step);
    assertThat(params("{'format':'mp4','video':{'resolution':'%s'}}".formatted(resolution), "[]"))
        .contains(step);
  }

  @Test
  void codecsHaveOneName() {
    assertThat(
            params(
                "{'format':'mp4','video':{'codec':'libx264','crf':20,'preset':'fast'},"
                    + "'audio':{'codec':'aac','bitrate':'96k','channels':2}}",
                "[]"))
        .isEqualTo(
            ("{'output':{'audio':{'bitrate':'96k','channels':2,'codec':'aac'},'format':'mp4',"
                    + "'video':{'codec':'h264','crf':20,'preset':'fast'}}}")
                .replace('\'', '"'));
  }

  @Test
  void aCodecThatDoesNotFitItsContainerIsNamedWithWhatWould() {
    ApiException refusal =
        refusal("{'format':'mp4','video':{'codec':'vp9'}}", "[]", MediaKind.VIDEO);
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_CODEC_FORMAT);
    assertThat(refusal.details()).isNotNull();
    assertThat(refusal.details().field()).isEqualTo("output.video.codec");
    assertThat(refusal.details().allowed()).contains("h264");
    assertThat(refusal.details().suggestion())
        .isEqualTo("Use 'webm' format or change codec to 'h264'");
  }

  @ParameterizedTest
  @CsvSource({
    "mp4,  vp9,    h264/h265,     Use 'webm' format or change codec to 'h264'",
    "webm, h265,   vp9/vp8/av1,    Use 'mp4' format or change codec to 'vp9'",
    "avi,  av1,    h264,             Use 'webm' format or change codec to 'h264'",
    "mov,  quick,  h264/h265,     Change codec to 'h264'"
  })
  void theMatrixOfContainersAndCodecsSaysWhatWouldGo(
      String format, String codec, String allowed, String suggestion) {
    ApiException refusal =
        refusal(
            "{'format':'%s','video':{'codec':'%s'}}".formatted(format, codec),
            "[]",
            MediaKind.VIDEO);
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_CODEC_FORMAT);
    assertThat(refusal.details()).isNotNull();
    assertThat(refusal.details().allowed()).containsExactly(allowed.split("/"));
    assertThat(refusal.details().suggestion()).isEqualTo(suggestion);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'type':'filter','name':'blur','params':{'sigma':3}} |"
            + " {'name':'blur','type':'filter','value':3}",
        "{'type':'blur','sigma':3}                            |"
            + " {'name':'blur','type':'filter','value':3}",
        "{'type':'filter','params':{'name':'blur','value':3}} |"
            + " {'name':'blur','type':'filter','value':3}",
        "{'type':'deinterlace'}                               |"
            + " {'name':'deinterlace','type':'filter'}",
        "{'type':'rotate','degrees':90}                       | {'degrees':90,'type':'rotate'}",
        "{'type':'text','text':'%{x}','from':'0:01'}          |"
            + " {'from':1,'text':'%{x}','type':'text'}",
        "{'type':'trim','start':1,'end':3,'mode':'copy'}      |"
            + " {'duration':2,'mode':'copy','start':1,'type':'trim'}"
      })
  void everyStepHasOneForm(String operation, String step) {
    assertThat(params("'mp4'", "[" + operation + "]"))
        .isEqualTo("{'output':{'format':'mp4'},'steps':[%s]}".formatted(step).replace('\'', '"'));
  }

  @Test
  void stepsKeepTheirOrderAndOtherInputsGetNames() {
    Plan plan =
        plan(
            "{'format':'mp4','video':{'bitrate':'2.5M','two_pass':true},'audio':{'bitrate':96000,'channels':'stereo','normalize':true}}",
            "[{'type':'concat','inputs':['/storage/b.mp4']},{'type':'watermark','params':{'watermark_path':'/storage/logo.png'}},"
                + "{'type':'stream_map','audio_stream':1},{'type':'metadata','mode':'keep'}]",
            MediaKind.VIDEO);
    assertThat(OperationCatalogue.canonical(plan.params()))
        .isEqualTo(
            ("{'metadata':'keep','output':{'audio':{'bitrate':'96k','channels':2},'format':'mp4',"
                    + "'video':{'bitrate':'2500k','two_pass':true}},"
                    + "'steps':[{'inputs':['more1'],'type':'concat'},{'input':'more2','type':'watermark'},{'type':'normalize'}],"
                    + "'streams':{'audio':1}}")
                .replace('\'', '"'));
    assertThat(plan.overlays())
        .containsOnly(
            java.util.Map.entry("more1", "/storage/b.mp4"),
            java.util.Map.entry("more2", "/storage/logo.png"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'jpg'  | {'type':'thumbnail','count':5}                    | video.thumbnail |"
            + " thumbnail-001.jpg",
        "'webp' | {'type':'thumbnail_grid','params':{'rows':3,'cols':4,'width':1280,'height':720}}"
            + " | video.grid | grid.webp",
        "'png'  | {'type':'sprite','interval':5}                    | video.sprite    | sprite.png",
        "'gif'  | {'type':'preview','start':1,'duration':2}         | video.preview   |"
            + " preview.gif",
        "'png'  | {'type':'waveform','width':800,'height':200}      | audio.waveform  |"
            + " waveform.png"
      })
  void picturesOfFilmsAreMadeByOperationsOfTheirOwn(
      String output, String operation, String name, String file) {
    Plan plan =
        plan(output, "[{'type':'crop','width':64,'height':64}," + operation + "]", MediaKind.VIDEO);
    assertThat(plan.operation()).isEqualTo(name);
    assertThat(plan.outputName()).isEqualTo(file);
    assertThat(plan.params().path("steps")).hasSize(1);
  }

  @Test
  void hardwareIsAWishOfTheTranscode() {
    assertThat(plan("'mp4'", "[]", MediaKind.VIDEO).accelerated("require").params().toString())
        .contains("\"hardware_acceleration\":\"require\"");
    assertThat(plan("'png'", "[]", MediaKind.IMAGE).accelerated("none").params().toString())
        .doesNotContain("hardware");
  }

  @Test
  void aThumbnailIsOneFrameOfAVideo() {
    Plan plan =
        plan(
            "'/storage/thumb.jpg'",
            "[{'type':'thumbnail','params':{'timestamp':30,'width':1920,'height':1080,'quality':'high'}}]",
            MediaKind.VIDEO);
    assertThat(plan.operation()).isEqualTo("video.thumbnail");
    assertThat(plan.pool()).isEqualTo("transcode");
    assertThat(plan.outputName()).isEqualTo("thumbnail.jpg");
    assertThat(OperationCatalogue.canonical(plan.params()))
        .isEqualTo(
            "{'height':1080,'output':{'format':'jpeg','quality':95},'timestamp':30,'width':1920}"
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'psd',  []",
        "'/storage/noending',  []",
        "{'path':'/storage/x'},  []",
        "{'format':'webp';'image':{'quality':0}},  []",
        "{'format':'webp';'image':{'quality':101}},  []",
        "{'format':'webp';'colour':1},  []",
        "'webp', {}",
        "'webp', [{}]",
        "'webp', [{'type':'rotate'}]",
        "'webp', [{'type':'melt'}]",
        "'webp', [{'type':'rotate';'angle':361}]",
        "'webp', [{'type':'crop';'width':5}]",
        "'webp', [{'type':'crop';'aspect':'16:0'}]",
        "'webp', [{'type':'crop';'left':1;'width':5;'height':5}]",
        "'webp', [{'type':'flip';'direction':'up'}]",
        "'webp', [{'type':'watermark'}]",
        "'webp', [{'type':'watermark';'text':''}]",
        "'webp', [{'type':'watermark';'text':'a';'image':'asset:1'}]",
        "'webp', [{'type':'watermark';'image':'asset:1';'opacity':2}]",
        "'webp', [{'type':'blur';'sigma':0}]",
        "'webp', [{'type':'adjust'}]",
        "'webp', [{'type':'flatten';'background':'white'}]",
        "'webp', [{'type':'pad'}]",
        "'webp', [{'type':'pad';'left':1;'width':5}]",
        "'webp', [{'type':'round_corners';'radius':1;'percent':5}]",
        "'webp', [{'type':'auto_orient';'enabled':'no'}]",
        "{'format':'webp';'image':{'max_bytes':5}}, []",
        "{'format':'webp';'image':{'keep_gps':true}}, []",
        "{'format':'jpeg';'image':{'subsampling':'4:1:1'}}, []",
        "{'format':'webp';'image':{'renditions':{}}}, []",
        "{'format':'webp';'image':{'renditions':[{'quality':5}]}}, []",
        "{'format':'webp';'image':{'renditions':[{'name':'output'}]}}, []",
        "{'format':'webp';'image':{'renditions':[{'name':'a';'format':'mp4'}]}}, []",
        "{'path':'/storage/a.webp';'format':'auto'}, []",
        "'webp', [{'type':'resize'}]",
        "'webp', [{'type':'resize';'width':0}]",
        "'webp', [{'type':'resize';'width':-1}]",
        "'webp', [{'type':'resize';'width':2147483648}]",
        "'webp', [{'type':'resize';'width':1.5}]",
        "'webp', [{'type':'resize';'width':'100'}]",
        "'webp', [{'type':'resize';'width':10;'fit':'stretch'}]",
        "'webp', [{'type':'resize';'width':10;'depth':1}]",
        "'mp4',  [{'type':'trim';'start':5}]",
        "'mp4',  [{'type':'trim';'start':5;'end':5}]",
        "'mp4',  [{'type':'trim';'start':5;'end':9;'duration':1}]",
        "'mp4',  [{'type':'trim';'start':'1:99';'duration':1}]",
        "'mp4',  [{'type':'resize';'resolution':'big'}]",
        "'avif', [{'type':'thumbnail'}]",
        "'jpg',  [{'type':'thumbnail'};{'type':'resize';'width':10}]",
        "'jpg',  [{'type':'thumbnail';'quality':'best'}]",
        "'jpg',  [{'type':'thumbnail'};{'type':'sprite'}]",
        "'jpg',  [{'type':'transcode'};{'type':'thumbnail'}]",
        "'jpg',  [{'type':'thumbnail';'count':3;'timestamp':1}]",
        "'gif',  [{'type':'thumbnail'}]",
        "'png',  [{'type':'preview'}]",
        "'mp4',  [{'type':'concat'}]",
        "'mp4',  [{'type':'concat';'inputs':[7]}]",
        "'mp4',  [{'type':'watermark';'scale':0.1}]",
        "'mp4',  [{'type':'filter';'name':'melt'}]",
        "'mp4',  [{'type':'blur';'amount':3}]",
        "'mp4',  [{'type':'blur';'value':3;'params':{'value':3}}]",
        "'mp4',  [{'type':'rotate';'degrees':45}]",
        "'mp4',  [{'type':'pad';'width':100;'height':100;'color':'[in]movie=x'}]",
        "'mp4',  [{'type':'text'}]",
        "'mp4',  [{'type':'stream_map';'audio_stream':99}]",
        "'mp4',  [{'type':'metadata';'mode':'sell'}]",
        "'mp3',  [{'type':'resize';'width':100}]",
        "{'format':'mp4';'video':{'codec':'vp8'}}, []",
        "{'format':'mp4';'video':{'codec':'copy'}}, [{'type':'rotate';'degrees':90}]",
        "{'format':'mp4';'video':{'crf':52}}, []",
        "{'format':'mp4';'video':{'crf':20;'bitrate':'1M'}}, []",
        "{'format':'mp4';'video':{'two_pass':true}}, []",
        "{'format':'mp4';'video':{'bitrate':'60M'}}, []",
        "{'format':'mp4';'audio':{'channels':'quadro'}}, []",
        "{'format':'mp3';'video':{'codec':'h264'}}, []",
        "{'format':'mp4';'audio':{'bitrate':'loud'}}, []"
      })
  void whatMakesNoSenseIsRefusedWithItsField(String output, String operations) {
    ApiException refusal =
        refusal(output.replace(';', ','), operations.replace(';', ','), MediaKind.OTHER);
    assertThat(refusal.code().status()).isEqualTo(422);
    assertThat(refusal.details()).isNotNull();
    assertThat(refusal.details().field()).isNotEmpty();
  }

  @Test
  void moreThanTwentyOperationsAreTooMany() {
    String many = "[" + "{'type':'resize','width':10},".repeat(20) + "{'type':'convert'}]";
    assertThat(refusal("'webp'", many, MediaKind.IMAGE).code())
        .isEqualTo(ErrorCode.INVALID_OPERATION);
  }

  @ParameterizedTest
  @CsvSource({"IMAGE, mp4", "IMAGE, mp3", "VIDEO, webp", "AUDIO, mp4", "AUDIO, mkv", "AUDIO, png"})
  void whatCannotBecomeTheOutputIsRefusedBeforeAnyWork(MediaKind input, String output) {
    ApiException refusal = refusal("'" + output + "'", "[]", input);
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(refusal.details()).isNotNull();
    assertThat(refusal.details().suggestion()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void whatIsNotKnownIsLeftToTheWorker(OutputFormat format) {
    assertThat(plan("'" + format.id() + "'", "[]", MediaKind.OTHER).outputName())
        .isEqualTo("output." + format.extension());
  }
}
