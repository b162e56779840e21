package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Scaling;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.Interpretation;
import io.framewright.image.vips.Vips;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A plan as a chain of libvips images. Nothing is decoded until {@link #write} pulls the pixels
 * through; closing releases the chain, the end of it first.
 */
final class Pipeline implements AutoCloseable {

  private final Vips vips;
  private final Plan plan;
  private final Deque<VipsImage> images = new ArrayDeque<>();

  Pipeline(Vips vips, MemorySegment content, Picture input, Plan plan) throws VipsException {
    this.vips = vips;
    this.plan = plan;
    try {
      Scaling first = plan.scalings().getFirst();
      decode(content, input, first.scaled());
      crop(first);
      for (Scaling scaling : plan.scalings().subList(1, plan.scalings().size())) {
        scale(scaling.scaled());
        crop(scaling);
      }
      makeEightBitRgb();
    } catch (VipsException e) {
      close();
      throw e;
    }
  }

  void write(ConvertParams.Output output, Path file) throws VipsException {
    if (!output.format().holdsAlpha() && last().header().hasAlpha()) {
      then("flatten", Map.of("background", "255"));
    }
    try (VipsOperation save = vips.operation(output.format().saver())) {
      save.in(last()).setAll(SaveOptions.of(output)).set("filename", file);
      if (plan.animated()) {
        save.set("page_height", plan.result().height());
      }
      save.run();
    }
  }

  /**
   * Decodes, scales and turns upright in one operation, which lets the decoders of JPEG and WebP
   * shrink while they read. Also brings embedded profiles to sRGB.
   */
  private void decode(MemorySegment content, Picture input, Size size) throws VipsException {
    boolean cmyk = input.interpretation().equals(Interpretation.CMYK.nickname());
    try (VipsOperation thumbnail = vips.operation("thumbnail_buffer")) {
      thumbnail
          .buffer(content)
          .set("width", size.width())
          .set("height", size.height())
          .set("size", "force")
          .set("no_rotate", !plan.autoOrient())
          .set("export_profile", "srgb")
          // The operation's own fail_on is ignored; its loader takes it this way.
          .set(
              "option_string",
              plan.animated() ? "[fail-on=truncated,n=-1]" : "[fail-on=truncated]");
      if (cmyk) {
        thumbnail.set("import_profile", "cmyk");
      }
      images.push(thumbnail.runToImage());
    }
  }

  private void scale(Size size) throws VipsException {
    then(
        "thumbnail_image",
        Map.of(
            "width",
            String.valueOf(size.width()),
            "height",
            String.valueOf(size.height()),
            "size",
            "force",
            "no_rotate",
            "true"));
  }

  private void crop(Scaling scaling) throws VipsException {
    if (!scaling.crops()) {
      return;
    }
    VipsImage whole = last();
    List<VipsImage> frames = new ArrayList<>();
    for (int frame = 0; frame < plan.frames(); frame++) {
      frames.add(cut(whole, scaling, frame));
    }
    if (plan.animated()) {
      try (VipsOperation join = vips.operation("arrayjoin")) {
        images.push(join.in(frames).set("across", 1).runToImage());
      }
      last().setPageHeight(scaling.result().height());
    }
  }

  /** Cuts the crop out of one frame; frames lie one below the other. */
  private VipsImage cut(VipsImage whole, Scaling scaling, int frame) throws VipsException {
    try (VipsOperation extract = vips.operation("extract_area")) {
      extract
          .image("input", whole)
          .set("left", scaling.left())
          .set("top", frame * scaling.scaled().height() + scaling.top())
          .set("width", scaling.result().width())
          .set("height", scaling.result().height());
      images.push(extract.runToImage());
      return last();
    }
  }

  /** What thumbnailing left in other colour spaces or with 16 bits: pictures without a profile. */
  private void makeEightBitRgb() throws VipsException {
    Interpretation now = last().header().interpretation();
    if (now != Interpretation.SRGB && now != Interpretation.GREY) {
      then("colourspace", Map.of("space", now == Interpretation.GREY16 ? "b-w" : "srgb"));
    }
  }

  private void then(String operation, Map<String, String> arguments) throws VipsException {
    try (VipsOperation next = vips.operation(operation)) {
      images.push(next.in(last()).setAll(arguments).runToImage());
    }
  }

  private VipsImage last() {
    return images.getFirst();
  }

  @Override
  public void close() {
    while (!images.isEmpty()) {
      images.pop().close();
    }
  }
}
