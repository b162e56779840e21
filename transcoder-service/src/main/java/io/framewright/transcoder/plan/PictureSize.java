package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.Step.Fit;
import java.util.OptionalInt;

/** A picture's size in square pixels, upright. */
record PictureSize(double width, double height) {

  /** As a player shows it: pixels made square, the picture turned upright. */
  static PictureSize shown(Video video) {
    double wide = video.width() * video.sampleAspect();
    return video.rotation() % 180 == 0
        ? new PictureSize(wide, video.height())
        : new PictureSize(video.height(), wide);
  }

  /** With one side only the other follows, with none nothing changes. */
  PictureSize within(OptionalInt wide, OptionalInt high, Fit fit) {
    double byWidth = wide.isPresent() ? wide.getAsInt() / width : Double.POSITIVE_INFINITY;
    double byHeight = high.isPresent() ? high.getAsInt() / height : Double.POSITIVE_INFINITY;
    if (wide.isPresent() && high.isPresent()) {
      return switch (fit) {
        case FILL -> new PictureSize(wide.getAsInt(), high.getAsInt());
        case COVER -> times(Math.max(byWidth, byHeight));
        case CONTAIN, PAD -> times(Math.min(byWidth, byHeight));
      };
    }
    double factor = Math.min(byWidth, byHeight);
    return Double.isInfinite(factor) ? this : times(factor);
  }

  private PictureSize times(double factor) {
    return new PictureSize(width * factor, height * factor);
  }

  @SuppressWarnings("ArgumentSelectionDefectChecker") // that is what turning is
  PictureSize turned() {
    return new PictureSize(height, width);
  }

  /**
   * The nearest even number, 2 at least, as 4:2:0 subsampling needs it. Ties go down, so that an
   * odd side is cropped by one pixel rather than stretched.
   */
  static int even(double side) {
    return (int) Math.max(2, 2 * Math.ceil(side / 2 - 0.5));
  }

  static int whole(double side) {
    return (int) Math.max(1, Math.round(side));
  }
}
