package io.framewright.transcoder.plan;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.operation.PictureFormat;
import io.framewright.transcoder.operation.SheetParams;
import io.framewright.transcoder.operation.SheetParams.Layout;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Product;
import io.framewright.transcoder.plan.Planned.Refused;
import io.framewright.transcoder.plan.Planned.Run;
import io.framewright.transcoder.plan.Planned.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Plans {@code video.grid} and {@code video.sprite}: frames are taken first, then laid side by
 * side.
 */
final class SheetPlanner {

  private static final String FRAMES = "frame-%03d.bmp";
  private static final int MOST_FRAMES = 400;
  private static final int USUAL_FRAMES = 100;

  /** What every picture format and every browser can hold. */
  private static final int LONGEST_SIDE = 16_000;

  private final EncodeSettings settings;

  SheetPlanner(EncodeSettings settings) {
    this.settings = settings;
  }

  Planned plan(SheetParams params, Sources sources, Path folder) {
    Stills stills = new Stills(params, sources, settings, folder);
    Optional<Refused> refused = stills.refusal();
    if (refused.isPresent()) {
      return refused.get();
    }
    if (stills.seconds().isEmpty()) {
      return new Refused(
          ErrorCode.UNSUPPORTED_MEDIA, "the input does not say how long it is: ask for thumbnails");
    }
    double seconds = stills.seconds().getAsDouble();
    return switch (params.layout()) {
      case Layout.Grid grid -> grid(grid, params, stills, seconds, folder);
      case Layout.Sprite sprite -> sprite(sprite, params, stills, seconds, folder);
    };
  }

  private Planned grid(
      Layout.Grid grid, SheetParams params, Stills stills, double seconds, Path folder) {
    int count = grid.rows() * grid.columns();
    int width = grid.width() / grid.columns();
    int height = grid.height() / grid.rows();
    double interval = 0.8 * seconds / count;
    Stills.Size size = new Stills.Size(OptionalInt.of(width), OptionalInt.of(height), true);
    Path output = folder.resolve("grid." + params.picture().format().ending());
    List<Run> runs =
        new ArrayList<>(
            stills.every(
                Math.min(stills.last(), 0.1 * seconds + interval / 2),
                interval,
                count,
                size,
                PictureEncoding.UNPACKED,
                FRAMES));
    String tile =
        "tile=%dx%d,pad=%d:%d:(ow-iw)/2:(oh-ih)/2,setsar=1"
            .formatted(grid.columns(), grid.rows(), grid.width(), grid.height());
    runs.add(lay(tile, params.picture(), output, folder));
    return new Work(
        runs,
        List.of(sheet(params.picture().format(), output, grid.width(), grid.height())),
        stills.timeline().notes(),
        stills.timeline().warnings());
  }

  private Planned sprite(
      Layout.Sprite sprite, SheetParams params, Stills stills, double seconds, Path folder) {
    double interval = sprite.interval().orElse(Math.max(1, Math.ceil(seconds / USUAL_FRAMES)));
    int count = (int) Math.max(1, Math.ceil(seconds / interval - 1e-6));
    Stills.Size size =
        new Stills.Size(
            OptionalInt.of(sprite.width()), sprite.height(), sprite.height().isPresent());
    Film frame = stills.sized(size);
    int columns = Math.min(sprite.columns(), count);
    int rows = Math.ceilDiv(count, columns);
    Tiles tiles = new Tiles(interval, count, columns, frame.width(), frame.height());
    if (count > MOST_FRAMES
        || columns * frame.width() > LONGEST_SIDE
        || rows * frame.height() > LONGEST_SIDE) {
      return new Refused(
          ErrorCode.INVALID_OPERATION,
          "a sprite of %d frames of %d x %d is too large: choose a longer interval or a smaller width"
              .formatted(count, frame.width(), frame.height()));
    }
    Path output = folder.resolve("sprite." + params.picture().format().ending());
    Path index = folder.resolve("sprite.vtt");
    List<Run> runs =
        new ArrayList<>(
            stills.every(
                Math.min(stills.last(), interval / 2),
                interval,
                count,
                size,
                PictureEncoding.UNPACKED,
                FRAMES));
    runs.add(lay("tile=%dx%d,setsar=1".formatted(columns, rows), params.picture(), output, folder));
    Map<Path, String> notes = new HashMap<>(stills.timeline().notes());
    notes.put(index, tiles.webVtt(String.valueOf(output.getFileName()), seconds));
    return new Work(
        runs,
        List.of(
            sheet(
                params.picture().format(), output, columns * frame.width(), rows * frame.height()),
            new Product(index, "text/vtt", Optional.empty(), Expected.present())),
        notes,
        stills.timeline().warnings());
  }

  private Run lay(String filter, PictureFormat.Wish wish, Path output, Path folder) {
    List<String> frames =
        List.of(
            "-protocol_whitelist",
            "file,pipe",
            "-format_whitelist",
            "image2",
            "-f",
            "image2",
            "-framerate",
            "1",
            "-start_number",
            "1",
            "-i",
            "file:" + folder.resolve(FRAMES));
    List<String> arguments =
        Arguments.of(
            CommonArguments.general(),
            frames,
            List.of("-vf", filter, "-frames:v", "1"),
            PictureEncoding.arguments(wish),
            CommonArguments.stripped(),
            CommonArguments.pictureFile(output));
    return new Run(arguments, output, OptionalDouble.empty());
  }

  private static Product sheet(PictureFormat format, Path output, int width, int height) {
    return new Product(
        output,
        format.contentType(),
        Optional.of(format.demuxer()),
        Expected.still(new Picture(format.codec(), width, height)));
  }
}
