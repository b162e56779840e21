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
import java.util.Set;

/**
 * A plan as a chain of libvips images. Nothing is decoded until {@link #write} pulls the pixels
 * through; closing releases the chain, the end of it first.
 */
final class Pipeline implements AutoCloseable {

  /** What belongs to the pixels and not to whoever made them: the timing of an animation. */
  private static final Set<String> ANIMATION =
      Set.of("delay", "loop", "gif-delay", "gif-loop", "n-pages", "page-height");

  private final Vips vips;
  private final Tolerance tolerance;
  private final Plan plan;
  private final List<String> warnings = new ArrayList<>();
  private final Deque<VipsImage> images = new ArrayDeque<>();

  Pipeline(Vips vips, MemorySegment content, Picture input, Plan plan, Tolerance tolerance)
      throws VipsException {
    this.tolerance = tolerance;
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
    then("copy", Map.of());
    last().keepOnlyMetadata(ANIMATION);
    try (VipsOperation save = vips.operation(output.format().saver())) {
      save.in(last()).setAll(SaveOptions.of(output)).set("filename", file);
      if (plan.animated()) {
        save.set("page_height", plan.result().height());
      }
      save.run();
    }
  }

  /** What was done otherwise than asked. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Pulls all pixels through without keeping them: fails if the input cannot be decoded. */
  void drain() throws VipsException {
    try (VipsOperation average = vips.operation("avg")) {
      average.in(last()).run();
    }
  }

  /**
   * Decodes, and brings colours to sRGB where a profile or ink says that they are not. Untagged
   * pictures are sRGB already; a tour through a profile would only shift them.
   */
  private void decode(MemorySegment content, Picture input, Size size) throws VipsException {
    Map<String, String> profiles = profiles(input);
    try {
      decode(content, size, profiles);
    } catch (VipsException withProfile) {
      if (!input.hasProfile()) {
        throw withProfile;
      }
      decode(content, size, Map.of());
      warnings.add("the embedded colour profile cannot be used and was ignored");
    }
  }

  private static Map<String, String> profiles(Picture input) {
    boolean ink = input.interpretation().equals(Interpretation.CMYK.nickname());
    if (ink) {
      // import_profile is for pictures that embed none.
      return Map.of("export_profile", "srgb", "import_profile", "cmyk");
    }
    return input.hasProfile() ? Map.of("export_profile", "srgb") : Map.of();
  }

  /**
   * Decodes, scales and turns upright in one operation, which lets the decoders of JPEG and WebP
   * shrink while they read.
   */
  private void decode(MemorySegment content, Size size, Map<String, String> profiles)
      throws VipsException {
    try (VipsOperation thumbnail = vips.operation("thumbnail_buffer")) {
      thumbnail
          .buffer(content)
          .set("width", size.width())
          .set("height", size.height())
          .set("size", "force")
          .set("no_rotate", !plan.autoOrient())
          // The operation's own fail_on is ignored; its loader takes it this way.
          .set("option_string", loaderOptions());
      images.push(thumbnail.setAll(profiles).runToImage());
    }
  }

  private String loaderOptions() {
    String pages = plan.animated() ? ",n=-1" : "";
    return "[fail-on=%s%s]".formatted(tolerance.failOn(), pages);
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
