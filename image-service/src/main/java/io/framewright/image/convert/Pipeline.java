package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Scaling;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.Interpretation;
import io.framewright.image.vips.Vips;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A plan, set up as a chain of libvips images. As a rule nothing is decoded until {@link #write}
 * pulls the pixels through; steps that must look at them first keep them in memory.
 */
final class Pipeline implements AutoCloseable {

  private final Vips vips;
  private final Source source;
  private final Plan plan;
  private final Tolerance tolerance;
  private final Canvas canvas;
  private final List<String> warnings = new ArrayList<>();

  private Pipeline(Vips vips, Source source, Plan plan, Tolerance tolerance) {
    this.vips = vips;
    this.source = source;
    this.plan = plan;
    this.tolerance = tolerance;
    this.canvas = new Canvas(vips);
  }

  /** What a pipeline is made from. */
  record Blueprint(Source source, Plan plan, Limits limits, Watermarks watermarks, Abort abort) {

    Blueprint withoutSteps() {
      return new Blueprint(source, plan.withoutSteps(), limits, watermarks, abort);
    }
  }

  /** Sets it all up; what comes out is to be closed. */
  static Pipeline of(Vips vips, Blueprint blueprint, Tolerance tolerance)
      throws VipsException, InfeasibleException {
    Plan plan = blueprint.plan();
    Pipeline pipeline = new Pipeline(vips, blueprint.source(), plan, tolerance);
    blueprint.abort().watch(pipeline.canvas);
    try {
      Sizes sizes = new Sizes(blueprint.limits(), plan.frames());
      pipeline.setUp(new Painter(pipeline.canvas, sizes, blueprint.watermarks()));
      return pipeline;
    } catch (VipsException | InfeasibleException e) {
      pipeline.close();
      throw e;
    }
  }

  private void setUp(Painter painter) throws VipsException, InfeasibleException {
    Size whole = plan.animated() ? source.picture().stored() : upright();
    List<Step> steps = plan.steps();
    if (!steps.isEmpty() && steps.getFirst() instanceof Step.Resize resize) {
      Scaling scaling = Geometry.scaling(whole, resize);
      decode(scaling.scaled(), scaling.crops() || steps.size() > 1);
      if (scaling.crops()) {
        painter.crop(scaling.result(), resize.gravity());
      }
    } else {
      decode(whole, !steps.isEmpty());
      if (!steps.isEmpty()) {
        painter.paint(steps.getFirst(), 1);
      }
    }
    for (int i = 1; i < steps.size(); i++) {
      painter.paint(steps.get(i), i + 1);
    }
  }

  private Size upright() {
    return plan.autoOrient() ? source.upright() : source.picture().stored();
  }

  /**
   * Decodes, and brings colours to sRGB where a profile or ink says that they are not.
   *
   * @param framesApart whether steps will be done to each frame of an animation
   */
  private void decode(Size size, boolean framesApart) throws VipsException {
    int frames = framesApart ? plan.frames() : 1;
    try {
      canvas.take(decoded(size, source.profiles()), frames);
    } catch (VipsException withProfile) {
      if (!source.picture().hasProfile() || canvas.aborted()) {
        throw withProfile;
      }
      canvas.take(decoded(size, Map.of()), frames);
      warnings.add("the embedded colour profile cannot be used and was ignored");
    }
    makeEightBit();
  }

  private VipsImage decoded(Size size, Map<String, String> profiles) throws VipsException {
    return new Thumbnail(size, "force", plan.autoOrient(), tolerance.failOn(), plan.animated())
        .take(vips, source, profiles);
  }

  /** What thumbnailing left in other colour spaces or with 16 bits: pictures without a profile. */
  private void makeEightBit() throws VipsException {
    Interpretation now = canvas.first().header().interpretation();
    if (now != Interpretation.SRGB && now != Interpretation.GREY) {
      canvas.each("colourspace", Map.of("space", now == Interpretation.GREY16 ? "b-w" : "srgb"));
    }
  }

  /** The size of one frame of what comes out. */
  Size size() {
    VipsImage last = canvas.first();
    boolean strip = plan.animated() && last.header().height() == stripHeight(last);
    return strip
        ? new Size(last.header().width(), last.header().height() / plan.frames())
        : canvas.size();
  }

  private int stripHeight(VipsImage image) {
    return image.header().pageHeight() * plan.frames();
  }

  void write(Encoding encoding, Path file) throws VipsException, InfeasibleException {
    if (!plan.target().holdsAlpha() && canvas.hasAlpha()) {
      canvas.each("flatten", Map.of("background", "255"));
    }
    if (plan.target() == ImageFormat.BMP) {
      canvas.toRgb();
    }
    Size frame = size();
    VipsImage joined = canvas.joined();
    VipsImage last = canvas.keep(canvas.run("copy", joined, Map.of()));
    last.keepMetadata(KeptMetadata.of(last, encoding.metadata()));
    new Encoder(vips, plan.target(), frame, plan.animated()).write(last, encoding, file);
  }

  /** What was done otherwise than asked. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Pulls all pixels through without keeping them: fails if the input cannot be decoded. */
  void drain() throws VipsException {
    VipsImage all = canvas.joined();
    try (VipsOperation average = vips.operation("avg")) {
      average.in(all).run();
    }
  }

  @Override
  public void close() {
    canvas.close();
  }
}
