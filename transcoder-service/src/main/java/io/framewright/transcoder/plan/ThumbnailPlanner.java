package io.framewright.transcoder.plan;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.Step.Fit;
import io.framewright.transcoder.operation.ThumbnailParams;
import io.framewright.transcoder.plan.Planned.Encode;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Plans {@code video.thumbnail}. */
public final class ThumbnailPlanner {

  /** The last frame is looked for in so much of the end, in seconds. */
  private static final double TAIL = 3;

  /** A wish nearer to the end than this may fall behind the last frame. */
  private static final double LAST_FRAME = 0.1;

  private final EncodeSettings settings;

  public ThumbnailPlanner(EncodeSettings settings) {
    this.settings = settings;
  }

  /** Plans the wished frame, or the last one where the video is known to end before. */
  public Planned plan(
      ThumbnailParams params, MediaInfo media, String demuxer, Path input, Path folder) {
    return refusal(media)
        .<Planned>map(refused -> refused)
        .orElseGet(() -> {
          OptionalDouble length = length(media);
          return length.isPresent() && params.timestamp() > length.getAsDouble() - LAST_FRAME
              ? lastFrame(params, media, demuxer, input, folder)
              : encode(params, media, demuxer, input, folder, false);
        });
  }

  /** Plans the last frame, whatever the wish: for a video that turned out to be shorter. */
  public Planned lastFrame(
      ThumbnailParams params, MediaInfo media, String demuxer, Path input, Path folder) {
    return refusal(media)
        .<Planned>map(refused -> refused)
        .orElseGet(() -> encode(params, media, demuxer, input, folder, true));
  }

  private Optional<Refused> refusal(MediaInfo media) {
    return InputLimits.refusal(media, settings)
        .or(() ->
            media.video().isEmpty()
                ? Optional.of(
                    new Refused(
                        ErrorCode.UNSUPPORTED_MEDIA,
                        "the input has no video to take a picture from"))
                : Optional.empty());
  }

  private Encode encode(
      ThumbnailParams params,
      MediaInfo media,
      String demuxer,
      Path input,
      Path folder,
      boolean last) {
    Video source = media.video().orElseThrow();
    PictureSize size =
        PictureSize.shown(source).within(params.width(), params.height(), Fit.CONTAIN);
    Picture picture = new Picture(codec(params), size.roundWidth(), size.roundHeight());
    double length = length(media).orElse(0);
    double start = last ? Math.max(0, length - TAIL) : params.timestamp();
    Path output = folder.resolve("thumbnail." + params.format().ending());
    List<String> arguments =
        Stream.of(
                CommonArguments.general(),
                CommonArguments.input(
                    demuxer, settings.threads(), start, input, OptionalDouble.empty()),
                List.of("-map", "0:" + source.index(), "-vf", filters(source, picture)),
                last ? List.<String>of() : List.of("-frames:v", "1"),
                encoder(params),
                List.of("-an"),
                CommonArguments.stripped(),
                List.of("-f", "image2", "-update", "1", "-y", "file:" + output))
            .flatMap(List::stream)
            .toList();
    List<String> warnings =
        last
            ? List.of(
                "the video has no frame at %s s: this is its last one"
                    .formatted(TimeWindow.text(params.timestamp())))
            : List.of();
    return new Encode(
        arguments,
        output,
        params.format().contentType(),
        params.format().demuxer(),
        new Expected(OptionalDouble.empty(), false, Optional.of(picture), Optional.empty()),
        warnings);
  }

  private static String filters(Video source, Picture picture) {
    boolean upright = source.rotation() % 180 == 0;
    int width = upright ? source.width() : source.height();
    int height = upright ? source.height() : source.width();
    return picture.width() == width && picture.height() == height
        ? "setsar=1"
        : "scale=%d:%d,setsar=1".formatted(picture.width(), picture.height());
  }

  private static List<String> encoder(ThumbnailParams params) {
    return switch (params.format()) {
      case JPEG ->
          List.of("-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", jpegScale(params.quality()));
      case PNG -> List.of("-c:v", "png", "-pix_fmt", "rgb24");
      case WEBP ->
          List.of(
              "-c:v",
              "libwebp",
              "-pix_fmt",
              "yuv420p",
              "-quality",
              Integer.toString(params.quality()));
    };
  }

  private static String codec(ThumbnailParams params) {
    return switch (params.format()) {
      case JPEG -> "mjpeg";
      case PNG -> "png";
      case WEBP -> "webp";
    };
  }

  /** ffmpeg's scale for JPEG, 2 (best) to 31, from 100 to 1. */
  private static String jpegScale(int quality) {
    return Long.toString(Math.round(31 - (quality - 1) * 29 / 99.0));
  }

  private static OptionalDouble length(MediaInfo media) {
    OptionalDouble own = media.video().map(Video::duration).orElse(OptionalDouble.empty());
    return own.isPresent() ? own : media.duration();
  }
}
