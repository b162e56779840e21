package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.TaskId;
import java.util.Optional;

/**
 * Something that a task reads: an object, or what another task of the same job makes.
 *
 * @param name by which the operation knows it
 * @param key in the object store; absent until the other task is done
 * @param sha256 lower-case hex of the content, if known
 * @param bytes length of the content, if known
 * @param origin the other task's output, if it is one
 */
public record TaskInput(
    String name,
    Optional<String> key,
    Optional<String> sha256,
    Optional<Long> bytes,
    Optional<Origin> origin) {

  /** One output of one task of the same job. */
  public record Origin(TaskId task, String output) {}

  /** The same input, found. */
  TaskInput foundAs(Rendition rendition) {
    return new TaskInput(
        name,
        Optional.of(rendition.key()),
        Optional.of(rendition.sha256()),
        Optional.of(rendition.bytes()),
        origin);
  }
}
