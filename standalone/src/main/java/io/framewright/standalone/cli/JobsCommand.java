package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.Job;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The newest jobs. */
@Command(name = "jobs", description = "Lists the newest jobs.", mixinStandardHelpOptions = true)
final class JobsCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Option(names = "--limit", paramLabel = "N", description = "How many (default 20).")
  int limit = 20;

  @Override
  public Integer call() {
    try (ApiClient client = common.client()) {
      List<Job> jobs = client.jobs(limit);
      if (common.json) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        jobs.forEach(job -> array.add(job.json()));
        Common.print(array);
      } else {
        System.out.print(table(jobs));
      }
      return 0;
    }
  }

  private static Table table(List<Job> jobs) {
    Table table = new Table("JOB", "STATUS", "STAGE", "%", "OPERATION", "CREATED", "RUNNING");
    for (Job job : jobs) {
      table.row(
          job.id(),
          job.status(),
          job.stage(),
          "%.0f".formatted(job.progress()),
          job.operation(),
          job.createdAt().toString(),
          job.running().map(Words::time).orElse("-"));
    }
    return table;
  }

  /** Says how a job ended that did not complete. */
  static void printEnd(Job job) {
    System.err.printf("job %s: %s%n", job.id(), job.status());
    job.error()
        .ifPresent(error ->
            System.err.printf("  %s: %s%n  %s%n", error.code(), error.message(), error.hint()));
  }
}
