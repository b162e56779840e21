package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;

/**
 * One worker process's hold on one attempt at a task.
 *
 * @param attempt from 1
 */
public record TaskRun(TaskId task, int attempt, RunId run) {}
