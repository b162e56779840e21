package io.framewright.worker.run;

import io.framewright.schemas.avro.Stage;
import io.framewright.worker.TaskContext.Speed;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param percent 0 to 100 of the whole task
 */
record Progress(Stage stage, double percent, Speed speed) {

  static final Progress NONE = new Progress(Stage.DOWNLOADING, 0, Speed.UNKNOWN);

  private static final double FETCHED = 5;
  private static final double PROCESSED = 95;

  /**
   * @param percentOfStage 0 to 100; what is outside, or no number, counts as the nearest end
   */
  static Progress within(Stage stage, double percentOfStage, Speed speed) {
    double share = Double.isNaN(percentOfStage) ? 0 : Math.clamp(percentOfStage, 0, 100) / 100;
    double percent =
        switch (stage) {
          case DOWNLOADING -> share * FETCHED;
          case ANALYZING -> FETCHED;
          case PROCESSING -> FETCHED + share * (PROCESSED - FETCHED);
          case VALIDATING -> PROCESSED;
          case UPLOADING -> PROCESSED + share * (100 - PROCESSED);
        };
    return new Progress(stage, percent, speed);
  }

  /** This one, or, where it would go back, the stage and percent of {@code earlier}. */
  Progress notBefore(Progress earlier) {
    return percent >= earlier.percent ? this : new Progress(earlier.stage, earlier.percent, speed);
  }

  @Nullable Double fps() {
    return boxed(speed.fps());
  }

  @Nullable Double factor() {
    return boxed(speed.factor());
  }

  @Nullable Double etaSeconds() {
    return boxed(speed.etaSeconds());
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
  }
}
