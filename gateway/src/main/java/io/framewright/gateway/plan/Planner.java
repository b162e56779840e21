package io.framewright.gateway.plan;

import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.operations.OperationCatalogue;
import io.framewright.platform.operations.OperationCatalogue.Violation;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Turns what a client wants into one task. Pure: the same request always gives the same canonical
 * parameters, in whichever of the accepted forms it was written.
 */
@Singleton
public final class Planner {

  private final OperationCatalogue operations;

  public Planner(OperationCatalogue operations) {
    this.operations = operations;
  }

  /**
   * Plans one job.
   *
   * @param input what the input is, as far as its first bytes tell
   * @throws ApiException INVALID_OUTPUT, INVALID_OPERATION, INVALID_CODEC_FORMAT or INVALID_INPUT,
   *     naming the field
   */
  public Plan plan(OutputRequest output, List<StepRequest> steps, MediaKind input) {
    boolean thumbnail = steps.stream().anyMatch(ThumbnailPlan::makesPicture);
    Plan plan =
        switch (output.format().family()) {
          case IMAGE -> thumbnail ? ThumbnailPlan.of(output, steps) : ImagePlan.of(output, steps);
          case VIDEO, AUDIO -> VideoPlan.of(output, steps);
        };
    check(plan, steps);
    refuseMismatch(plan, output.format(), input);
    return plan;
  }

  private void check(Plan plan, List<StepRequest> steps) {
    List<Violation> violations = operations.validate(plan.operation(), plan.params());
    if (violations.isEmpty()) {
      return;
    }
    Violation first = violations.getFirst();
    ErrorCode code =
        first.field().startsWith("output") ? ErrorCode.INVALID_OUTPUT : ErrorCode.INVALID_OPERATION;
    String field = new RequestField(plan, steps).of(first.field());
    throw new ApiException(
        code,
        "%s: %s.".formatted(field.isEmpty() ? "operations" : field, first.message()),
        ErrorDetails.field(field).value(plan.params().at(pointer(first.field())).toString()));
  }

  /** steps[0].width as a JSON pointer (RFC 6901). */
  private static String pointer(String field) {
    return field.isEmpty() ? "" : "/" + field.replaceAll("[\\[.]", "/").replace("]", "");
  }

  private static void refuseMismatch(Plan plan, OutputFormat wanted, MediaKind input) {
    String format = wanted.id();
    boolean wantsPicture = plan.operation().equals(ImagePlan.OPERATION);
    switch (input) {
      case IMAGE -> {
        if (!wantsPicture) {
          throw mismatch(
              "The input is a picture, which cannot become %s.".formatted(format),
              "Choose a picture format: jpeg, png, webp, avif, gif, tiff, bmp or auto.");
        }
      }
      case VIDEO -> {
        if (wantsPicture) {
          throw mismatch(
              "The input is a video, which cannot become %s as a whole.".formatted(format),
              "Add {\"type\":\"thumbnail\",\"timestamp\":1} to the operations for one frame.");
        }
      }
      case AUDIO -> {
        boolean heard = wanted.family() == OutputFormat.Family.AUDIO;
        if (!heard && !plan.operation().equals(ThumbnailPlan.WAVEFORM)) {
          throw mismatch(
              "The input is sound without pictures, which cannot become %s.".formatted(format),
              "Choose mp3, m4a, ogg, opus, flac, wav or ac3, or add {\"type\":\"waveform\"} for a"
                  + " picture of it.");
        }
      }
      case OTHER -> {} // the worker looks closer
    }
  }

  private static ApiException mismatch(String message, String suggestion) {
    return new ApiException(
        ErrorCode.INVALID_INPUT, message, ErrorDetails.field("input").suggestion(suggestion));
  }
}
