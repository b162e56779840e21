package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.standalone.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a job waits for. */
@Command(
    name = "why",
    description = "Says why a job does not run yet.",
    mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Parameters(index = "0", paramLabel = "ID", description = "The job's id.")
  String id = "";

  @Override
  public Integer call() {
    try (ApiClient client = common.client()) {
      JsonNode why = client.whyWaiting(id);
      if (common.json) {
        Common.print(why);
      } else if (why.path("waiting").asBoolean()) {
        why.path("reasons").forEach(reason -> System.out.println(reason.path("message").asText()));
      } else {
        System.out.println(why.path("message").asText());
      }
      return 0;
    }
  }
}
