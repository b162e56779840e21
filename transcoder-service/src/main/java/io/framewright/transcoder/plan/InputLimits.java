package io.framewright.transcoder.plan;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.media.MediaInfo.Other;
import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.plan.Planned.Refused;
import java.util.Optional;

/** Refuses inputs that would cost more than any job may. */
final class InputLimits {

  private InputLimits() {}

  static Optional<Refused> refusal(MediaInfo media, EncodeSettings settings) {
    long streams = media.streams().stream().filter(stream -> !(stream instanceof Other)).count();
    if (streams == 0) {
      return refused(ErrorCode.UNSUPPORTED_MEDIA, "the input has neither video nor audio");
    }
    if (streams > settings.maxStreams()) {
      return refused(
          ErrorCode.UNSUPPORTED_MEDIA,
          "the input has %d audio and video streams, at most %d are read"
              .formatted(streams, settings.maxStreams()));
    }
    if (media.duration().orElse(0) > settings.maxDuration().toSeconds()) {
      return refused(
          ErrorCode.UNSUPPORTED_MEDIA,
          "the input lasts %.0f s, at most %d s are read"
              .formatted(media.duration().orElseThrow(), settings.maxDuration().toSeconds()));
    }
    return media.video().flatMap(video -> refusal(video, settings));
  }

  private static Optional<Refused> refusal(Video video, EncodeSettings settings) {
    if (video.width() < 1 || video.height() < 1) {
      return refused(ErrorCode.INPUT_CORRUPT, "the input's video has no size");
    }
    if (Math.max(video.width(), video.height()) > settings.maxSide()) {
      return refused(
          ErrorCode.TOO_MANY_PIXELS,
          "the input is %d x %d pixels, a side may have at most %d"
              .formatted(video.width(), video.height(), settings.maxSide()));
    }
    return Optional.empty();
  }

  private static Optional<Refused> refused(ErrorCode code, String message) {
    return Optional.of(new Refused(code, message));
  }
}
