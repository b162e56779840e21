package io.framewright.worker;

import io.framewright.schemas.avro.Stage;
import java.util.OptionalDouble;

/** What a handler can tell and ask while it runs. Safe for use by many threads. */
public interface TaskContext {

  /**
   * How far the run is. Calls are cheap: the runtime sends at most four a second, and repeats the
   * last one as heartbeat.
   *
   * @param percent 0 to 100 of the stage {@code PROCESSING}
   */
  void progress(Stage stage, double percent, Speed speed);

  /**
   * How fast it goes, where known: frames a second, media seconds per wall second, seconds to go.
   */
  record Speed(OptionalDouble fps, OptionalDouble factor, OptionalDouble etaSeconds) {
    public static final Speed UNKNOWN =
        new Speed(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /**
   * Runs {@code action} when the run is cancelled; at once if it already is. For ending child
   * processes.
   */
  void onCancel(Runnable action);

  boolean cancelled();

  /** Adds a line to the run's log, which clients can read. */
  void log(String line);
}
