package io.framewright.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexedVariablesTest {

  @Test
  void aNumberedVariableIsAnElementOfAList() {
    assertThat(
            IndexedVariables.settings(
                Map.of(
                    "FRAMEWRIGHT_API_KEYS_0_KEY", "k",
                    "FRAMEWRIGHT_API_KEYS_12_MAX_QUEUED_JOBS", "5")))
        .isEqualTo(
            Map.of(
                "framewright.api-keys[0].key",
                "k",
                "framewright.api-keys[12].max-queued-jobs",
                "5"));
  }

  @Test
  void otherVariablesAreLeftToMicronaut() {
    assertThat(
            IndexedVariables.settings(
                Map.of(
                    "FRAMEWRIGHT_STORAGE_ACCESS_KEY", "k",
                    "FRAMEWRIGHT_API_KEYS_0", "k",
                    "KAFKA_CLUSTERS_0_NAME", "n")))
        .isEmpty();
  }
}
