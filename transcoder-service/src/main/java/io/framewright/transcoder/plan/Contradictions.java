package io.framewright.transcoder.plan;

import static io.framewright.platform.errors.ErrorCode.INVALID_CODEC_FORMAT;
import static io.framewright.platform.errors.ErrorCode.INVALID_OPERATION;
import static io.framewright.platform.errors.ErrorCode.UNSUPPORTED_MEDIA;

import io.framewright.platform.operations.MediaContainer;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.operation.AudioCodec;
import io.framewright.transcoder.operation.OutputFormat;
import io.framewright.transcoder.operation.Step;
import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.operation.VideoCodec;
import io.framewright.transcoder.plan.Planned.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Wishes that no input, or not this one, can satisfy. */
final class Contradictions {

  private static final Set<String> NOT_WRITTEN = Set.of(MediaContainer.COPY, MediaContainer.NONE);

  private Contradictions() {}

  static Optional<Refused> of(TranscodeParams params, MediaInfo media) {
    return Streams.refusal(media, params.streams())
        .or(() -> codecs(params))
        .or(() -> numbers(params))
        .or(() -> copies(params))
        .or(() -> nothingToKeep(params, media))
        .or(() -> copyInto(params, media));
  }

  private static Optional<Refused> codecs(TranscodeParams params) {
    OutputFormat format = params.format();
    return unknown(params.video().codec(), "video", format, format.videoCodecs())
        .or(() -> unknown(params.audio().codec(), "audio", format, format.audioCodecs()));
  }

  private static Optional<Refused> unknown(
      Optional<String> wish, String kind, OutputFormat format, List<? extends Enum<?>> allowed) {
    return wish.filter(codec -> !NOT_WRITTEN.contains(codec))
        .filter(codec -> allowed.stream().noneMatch(one -> one.name().equalsIgnoreCase(codec)))
        .map(codec ->
            new Refused(
                INVALID_CODEC_FORMAT,
                "%s does not take %s codec %s; it takes %s"
                    .formatted(format.word(), kind, codec, names(allowed))));
  }

  private static String names(List<? extends Enum<?>> allowed) {
    return allowed.isEmpty()
        ? "none"
        : String.join(
            ", ",
            allowed.stream().map(one -> one.name().toLowerCase(java.util.Locale.ROOT)).toList());
  }

  private static Optional<Refused> numbers(TranscodeParams params) {
    if (params.wantsAudio() && !params.copiesAudio()) {
      AudioCodec audio = params.audioCodec();
      if (params.audio().channels().orElse(1) > audio.maxChannels()) {
        return refused("%s has at most %d channels".formatted(audio.word(), audio.maxChannels()));
      }
    }
    if (!params.wantsVideo() || params.copiesVideo()) {
      return Optional.empty();
    }
    VideoCodec video = params.videoCodec();
    if (params.video().crf().orElse(0) > video.maxCrf()) {
      return refused("%s has a crf of at most %d".formatted(video.word(), video.maxCrf()));
    }
    if (!video.takes(params.video().pixels())) {
      return refused(
          "%s is not written with the pixel format %s, use yuv420p"
              .formatted(video.word(), params.video().pixels()));
    }
    if (params.video().crf().isPresent() && params.video().kilobits().isPresent()) {
      return refused("crf and bitrate exclude each other: one asks for a quality, one for a size");
    }
    return params.video().twoPass() && params.video().kilobits().isEmpty()
        ? refused("two passes need a bitrate to aim at")
        : Optional.empty();
  }

  private static Optional<Refused> copies(TranscodeParams params) {
    boolean video = params.wantsVideo() && params.copiesVideo();
    for (Step step : params.steps()) {
      if (video && step.changesPicture()) {
        return refused("a copied picture cannot be changed: leave the step out, or the copy");
      }
      if (params.wantsAudio() && params.copiesAudio() && changesSound(step)) {
        return refused("copied sound cannot be changed: leave the step out, or the copy");
      }
      boolean tagOnly = step instanceof Step.Rotate rotate && rotate.tagOnly();
      if (tagOnly && (!video || !params.format().hasFaststart())) {
        return refused("a turn without transcoding needs a copied picture in mp4 or mov");
      }
      if (step instanceof Step.Trim trim && trim.copy() != copiesAll(params)) {
        return refused(
            trim.copy()
                ? "a trim that copies needs both codecs to be copy"
                : "copied streams can only be trimmed at key frames: set the trim's mode to copy");
      }
    }
    return video && params.video().fps().isPresent()
        ? refused("a copied picture keeps its frame rate")
        : Optional.empty();
  }

  private static boolean changesSound(Step step) {
    return step instanceof Step.Normalize || step instanceof Step.Concat;
  }

  private static boolean copiesAll(TranscodeParams params) {
    return (!params.wantsVideo() || params.copiesVideo())
        && (!params.wantsAudio() || params.copiesAudio());
  }

  private static Optional<Refused> nothingToKeep(TranscodeParams params, MediaInfo media) {
    Streams used = Streams.of(media, params.streams());
    boolean video = params.wantsVideo() && used.video().isPresent();
    boolean audio = params.wantsAudio() && used.audio().isPresent();
    if (video || audio) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused(
            UNSUPPORTED_MEDIA,
            params.wantsVideo()
                ? "the input has neither video nor sound to write"
                : "the input has no sound to write as %s".formatted(params.format().word())));
  }

  /** What the input's streams are decides whether they go into the container as they are. */
  private static Optional<Refused> copyInto(TranscodeParams params, MediaInfo media) {
    Streams used = Streams.of(media, params.streams());
    Optional<String> video =
        used.video()
            .filter(_ -> params.wantsVideo() && params.copiesVideo())
            .map(MediaInfo.Video::codec);
    Optional<String> audio =
        used.audio()
            .filter(_ -> params.wantsAudio() && params.copiesAudio())
            .map(MediaInfo.Audio::codec);
    return video
        .filter(codec -> !params.format().takesCopyOf(codec))
        .or(() -> audio.filter(codec -> !params.format().takesCopyOf(codec)))
        .map(codec ->
            new Refused(
                INVALID_CODEC_FORMAT,
                "the input's %s cannot be copied into %s: choose a codec, or another container"
                    .formatted(codec, params.format().word())));
  }

  private static Optional<Refused> refused(String message) {
    return Optional.of(new Refused(INVALID_OPERATION, message));
  }
}
