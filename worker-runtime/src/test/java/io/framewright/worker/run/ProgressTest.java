package io.framewright.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.schemas.avro.Stage;
import io.framewright.worker.TaskContext.Speed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  @ParameterizedTest
  @CsvSource({
    "DOWNLOADING, 100, 5",
    "ANALYZING, 50, 5",
    "PROCESSING, 0, 5",
    "PROCESSING, 50, 50",
    "PROCESSING, 100, 95",
    "PROCESSING, 1000, 95",
    "PROCESSING, -1, 5",
    "PROCESSING, NaN, 5",
    "VALIDATING, 50, 95",
    "UPLOADING, 100, 100"
  })
  void aStageSpansItsPartOfTheWhole(Stage stage, double percentOfStage, double whole) {
    assertThat(Progress.within(stage, percentOfStage, Speed.UNKNOWN).percent()).isEqualTo(whole);
  }
}
