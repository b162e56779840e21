package io.framewright.transcoder;

import io.framewright.schemas.avro.Stage;
import io.framewright.worker.TaskContext;
import java.util.OptionalDouble;

/** A part of a task, whose progress is a part of the task's. */
record Portion(TaskContext whole, int number, int of) implements TaskContext {

  @Override
  public void progress(Stage stage, double percent, Speed speed) {
    Speed honest = of == 1 ? speed : new Speed(speed.fps(), speed.factor(), OptionalDouble.empty());
    whole.progress(stage, (100.0 * number + percent) / of, honest);
  }

  @Override
  public void onCancel(Runnable action) {
    whole.onCancel(action);
  }

  @Override
  public boolean cancelled() {
    return whole.cancelled();
  }

  @Override
  public void log(String line) {
    whole.log(line);
  }
}
