package io.framewright.worker;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import java.nio.file.Path;
import java.util.Map;

/**
 * One attempt at a task, ready to run.
 *
 * @param attempt from 1
 * @param operation for instance image.convert
 * @param params canonical JSON, valid against the operation's schema
 * @param inputs local read-only files by input name; length and SHA-256 are verified
 * @param scratch an empty directory of this run alone, deleted afterwards
 */
public record Task(
    TenantId tenant,
    JobId job,
    TaskId task,
    int attempt,
    RunId run,
    String operation,
    int operationVersion,
    String params,
    Map<String, Path> inputs,
    Path scratch) {

  public Task {
    inputs = Map.copyOf(inputs);
  }

  /** The input called "input", which every operation has. */
  public Path mainInput() {
    Path input = inputs.get("input");
    if (input == null) {
      throw new IllegalArgumentException("task %s has no input called 'input'".formatted(task));
    }
    return input;
  }
}
