package io.framewright.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

  private static final List<String> BUSY =
      List.of("sh", "-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done");

  @Test
  void whatAChildUsedIsCountedOnceItHasEnded() throws Exception {
    double children = ProcessorTime.ofEndedChildren();
    double tree = ProcessorTime.ofTree(ProcessHandle.current());

    assertThat(new ProcessBuilder(BUSY).start().waitFor()).isZero();

    assertThat(ProcessorTime.ofEndedChildren()).isGreaterThan(children);
    assertThat(ProcessorTime.ofTree(ProcessHandle.current())).isGreaterThan(tree);
  }
}
