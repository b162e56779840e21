package io.framewright.worker.fakes;

import io.framewright.worker.Task;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskHandler;
import io.framewright.worker.TaskResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Does with a task whatever the test says. */
public final class FakeHandler implements TaskHandler {

  /** What to do with a task. */
  @FunctionalInterface
  public interface Behaviour {
    TaskResult handle(Task task, TaskContext context) throws InterruptedException;
  }

  private final CountDownLatch entered = new CountDownLatch(1);
  private volatile Behaviour behaviour = (task, _) -> done(task, "output.txt");

  public void behave(Behaviour next) {
    behaviour = next;
  }

  /** Stays in the handler until it is interrupted. */
  public void hang() {
    behave((task, _) -> {
      new CountDownLatch(1).await();
      return done(task);
    });
  }

  public CountDownLatch entered() {
    return entered;
  }

  /** A result whose outputs hold their own name. */
  public static TaskResult done(Task task, String... names) {
    List<TaskResult.Output> outputs =
        List.of(names).stream().map(name -> output(task, name)).toList();
    return new TaskResult.Done(outputs, List.of("as asked"), 0.5, Map.of("input", "{\"a\":1}"));
  }

  private static TaskResult.Output output(Task task, String name) {
    Path file = task.scratch().resolve(name);
    try {
      Files.writeString(file, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TaskResult.Output(
        name,
        file,
        "text/plain",
        OptionalInt.of(4),
        OptionalInt.of(3),
        OptionalDouble.empty(),
        Optional.empty());
  }

  @Override
  public String pool() {
    return "image";
  }

  @Override
  public Set<String> operations() {
    return Set.of("image.convert");
  }

  @Override
  public String engine() {
    return "fake 1.0 sha256:00";
  }

  @Override
  public String capabilities() {
    return "{}";
  }

  @Override
  public TaskResult handle(Task task, TaskContext context) throws InterruptedException {
    entered.countDown();
    return behaviour.handle(task, context);
  }
}
