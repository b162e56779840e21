package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.Step.Fit;
import io.framewright.transcoder.operation.Step.Resize;
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

  PictureSize resized(Resize resize) {
    return within(resize.width(), resize.height(), resize.fit());
  }

  /** With one side only the other follows, with none nothing changes. */
  PictureSize within(OptionalInt wide, OptionalInt high, Fit fit) {
    double byWidth = wide.isPresent() ? wide.getAsInt() / width : Double.POSITIVE_INFINITY;
    double byHeight = high.isPresent() ? high.getAsInt() / height : Double.POSITIVE_INFINITY;
    if (fit == Fit.FILL && wide.isPresent() && high.isPresent()) {
      return new PictureSize(wide.getAsInt(), high.getAsInt());
    }
    double factor = Math.min(byWidth, byHeight);
    return Double.isInfinite(factor) ? this : new PictureSize(width * factor, height * factor);
  }

  /** Sides that 4:2:0 subsampling can hold: the nearest even number, 2 at least. */
  int evenWidth() {
    return even(width);
  }

  int evenHeight() {
    return even(height);
  }

  int roundWidth() {
    return (int) Math.max(1, Math.round(width));
  }

  int roundHeight() {
    return (int) Math.max(1, Math.round(height));
  }

  /** Ties go down, so that an odd side is cropped by one pixel rather than stretched. */
  private static int even(double side) {
    return (int) Math.max(2, 2 * Math.ceil(side / 2 - 0.5));
  }
}
