package io.framewright.orchestrator.domain;

import static io.framewright.orchestrator.domain.Sample.FIRST;
import static io.framewright.orchestrator.domain.Sample.SECOND;
import static io.framewright.orchestrator.domain.Sample.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.ids.TaskId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkKeyTest {

  private static TaskInput object(String name, String sha256) {
    return new TaskInput(
        name, Optional.of("assets/1"), Optional.of(sha256), Optional.empty(), Optional.empty());
  }

  private static TaskInput from(TaskId task, String output) {
    return new TaskInput(
        "input",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new TaskInput.Origin(task, output)));
  }

  private static TaskSpec task(
      TaskId id, String pool, Operation operation, List<TaskInput> inputs, TaskId... needs) {
    return new TaskSpec(id, pool, operation, inputs, List.of(needs));
  }

  private static Optional<String> key(TaskSpec... tasks) {
    return WorkKey.of(Sample.request(tasks));
  }

  @Test
  void equalWorkHasOneKeyWhateverItsIds() {
    Operation operation = new Operation("x", 1, "{}");
    Optional<String> key =
        key(
            task(FIRST, "image", operation, List.of(object("input", "aa"))),
            task(SECOND, "image", operation, List.of(from(FIRST, "o")), FIRST));
    assertThat(key)
        .isPresent()
        .isEqualTo(
            key(
                task(THIRD, "image", operation, List.of(object("input", "aa"))),
                task(FIRST, "image", operation, List.of(from(THIRD, "o")), THIRD)));
  }

  @Test
  void whateverChangesTheResultChangesTheKey() {
    Operation operation = new Operation("x", 1, "{}");
    List<TaskInput> inputs = List.of(object("input", "aa"));
    List<Optional<String>> keys =
        List.of(
            key(task(FIRST, "image", operation, inputs)),
            key(task(FIRST, "transcode", operation, inputs)),
            key(task(FIRST, "image", new Operation("y", 1, "{}"), inputs)),
            key(task(FIRST, "image", new Operation("x", 2, "{}"), inputs)),
            key(task(FIRST, "image", new Operation("x", 1, "{\"a\":1}"), inputs)),
            key(task(FIRST, "image", operation, List.of(object("other", "aa")))),
            key(task(FIRST, "image", operation, List.of(object("input", "ab")))),
            key(
                task(FIRST, "image", operation, inputs),
                task(SECOND, "image", operation, List.of(from(FIRST, "o")))),
            key(
                task(FIRST, "image", operation, inputs),
                task(SECOND, "image", operation, List.of(from(FIRST, "p")))),
            key(
                task(FIRST, "image", operation, inputs),
                task(SECOND, "image", operation, List.of(from(FIRST, "o")), FIRST)));
    Set<Optional<String>> different = new HashSet<>(keys);
    assertThat(different).hasSameSizeAs(keys).doesNotContain(Optional.empty());
  }

  @Test
  void textsDoNotRunIntoEachOther() {
    List<TaskInput> inputs = List.of(object("input", "aa"));
    assertThat(key(task(FIRST, "image", new Operation("ab", 1, "c"), inputs)))
        .isNotEqualTo(key(task(FIRST, "image", new Operation("a", 1, "bc"), inputs)));
  }

  @Test
  void workOnUnknownContentHasNone() {
    TaskInput unknown =
        new TaskInput(
            "input", Optional.of("assets/1"), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(key(task(FIRST, "image", new Operation("x", 1, "{}"), List.of(unknown)))).isEmpty();
  }

  @Test
  void whoeverDoesNotShareHasNone() {
    List<TaskSpec> tasks = List.of(Sample.task(FIRST));
    Priority any = Priority.NORMAL;
    assertThat(WorkKey.of(Sample.request(tasks, "key", any, 4, Optional.empty(), true)))
        .isPresent();
    assertThat(WorkKey.of(Sample.request(tasks, "key", any, 4, Optional.empty(), false))).isEmpty();
  }
}
