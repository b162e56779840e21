package io.framewright.transcoder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.operation.Wanted;
import io.framewright.transcoder.plan.Planned.Refused;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContradictionsTest {

  static Stream<Arguments> refusals() {
    String mp4 = "{'output':{'format':'mp4'}}";
    String steps = "{'steps':[%s],'output':{'format':'mp4'}}";
    MediaInfo small = Media.film(64, 64);
    return Stream.of(
        arguments("{'output':{'format':'mp3'}}", Media.silent(64, 64), ErrorCode.UNSUPPORTED_MEDIA),
        arguments(output("'mp4','video':{'codec':'vp9'}"), small, ErrorCode.INVALID_CODEC_FORMAT),
        arguments(output("'webm','audio':{'codec':'aac'}"), small, ErrorCode.INVALID_CODEC_FORMAT),
        arguments(output("'webm','video':{'codec':'copy'}"), small, ErrorCode.INVALID_CODEC_FORMAT),
        arguments(output("'mp3','audio':{'channels':6}"), small, ErrorCode.INVALID_OPERATION),
        arguments(output("'mp4','video':{'crf':60}"), small, ErrorCode.INVALID_OPERATION),
        arguments(
            output("'mp4','video':{'crf':20,'bitrate':'900k'}"),
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(output("'mp4','video':{'two_pass':true}"), small, ErrorCode.INVALID_OPERATION),
        arguments(
            output("'mkv','video':{'codec':'vp8','pixel_format':'yuv444p'}"),
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(
            steps.formatted("{'type':'trim','start':99,'duration':1}"),
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(
            steps.formatted(
                "{'type':'trim','start':0,'duration':1},{'type':'trim','start':1,'duration':1}"),
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(
            "{'steps':[{'type':'resize','width':32}],'output':{'format':'mp4','video':{'codec':'copy'}}}",
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(
            "{'steps':[{'type':'trim','start':0,'duration':1}],'output':{'format':'mp4','video':{'codec':'copy'},'audio':{'codec':'copy'}}}",
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(
            steps.formatted("{'type':'crop','width':65,'height':64}"),
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(
            steps.formatted("{'type':'pad','width':60,'height':64}"),
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(
            steps.formatted("{'type':'concat','inputs':['more1']}"),
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(
            steps.formatted("{'type':'resize','width':7680}"),
            Media.film(16, 900),
            ErrorCode.TOO_MANY_PIXELS),
        arguments(
            "{'streams':{'audio':1},'output':{'format':'mp4'}}",
            small,
            ErrorCode.INVALID_OPERATION),
        arguments(mp4, Media.film(16384, 64), ErrorCode.TOO_MANY_PIXELS),
        arguments(mp4, Media.film(0, 0), ErrorCode.INPUT_CORRUPT),
        arguments(mp4, Media.lasting(1e9), ErrorCode.UNSUPPORTED_MEDIA),
        arguments(mp4, Media.of(10, List.of()), ErrorCode.UNSUPPORTED_MEDIA));
  }

  private static String output(String text) {
    return "{'output':{'format':%s}}".formatted(text);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeDoneIsRefusedBeforeItIsTried(String params, MediaInfo media, ErrorCode code) {
    assertThat(Plans.plan(Wanted.TRANSCODE, params, media))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
