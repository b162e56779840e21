package io.framewright.transcoder;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import io.framewright.worker.Task;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Tasks for the tests. */
final class Tasks {

  private static final UUID ID = new UUID(0, 1);

  private Tasks() {}

  static Task transcode(Path input, Path scratch, String params) {
    return task("video.transcode", input, scratch, params);
  }

  static Task thumbnail(Path input, Path scratch, String params) {
    return task("video.thumbnail", input, scratch, params);
  }

  private static Task task(String operation, Path input, Path scratch, String params) {
    return of(operation, Map.of("input", input), scratch, params);
  }

  static Task of(String operation, Map<String, Path> inputs, Path scratch, String params) {
    return new Task(
        new TenantId("acme"),
        new JobId(ID),
        new TaskId(ID),
        1,
        new RunId(ID),
        operation,
        1,
        params,
        inputs,
        scratch);
  }
}
