package io.framewright.standalone.cli;

import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.Job;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Follows one job. */
@Command(name = "watch", description = "Follows a job to its end.", mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Parameters(index = "0", paramLabel = "ID", description = "The job's id.")
  String id = "";

  @Override
  public Integer call() {
    try (ApiClient client = common.client()) {
      Job job = common.json ? client.watch(id, _ -> {}) : draw(client);
      if (common.json) {
        Common.print(job.json());
      } else if (!job.isCompleted()) {
        JobsCommand.printEnd(job);
      }
      return job.isCompleted() ? 0 : Failures.FAILED;
    }
  }

  private Job draw(ApiClient client) {
    ProgressBars bars = ProgressBars.onStandardOutput();
    bars.add(id);
    Job job = client.watch(id, progress -> bars.update(id, progress));
    bars.end(id, job.status());
    return job;
  }
}
