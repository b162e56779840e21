package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.embedded.Ports;
import io.framewright.standalone.bench.TestPicture;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.Job;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.up.Platform;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the launcher runs once after a build, so that the JVM sees what it will have to load. */
@Command(
    name = "rehearse",
    description = "Starts, converts one picture, stops.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    DataDirectory directory = common.directory();
    UpCommand.logInto(directory);
    Path picture = TestPicture.write();
    Consumer<String> lines = System.out::println;
    try (Platform platform = Platform.start(directory, Ports.choose(0, "the gateway"), lines);
        ApiClient client = new ApiClient(platform.credentials())) {
      var request =
          JsonNodeFactory.instance
              .objectNode()
              .put("input", client.upload(picture))
              .put("output", "webp");
      Job job = client.watch(client.convert(request).id(), _ -> {});
      return job.isCompleted() ? 0 : Failures.FAILED;
    } finally {
      picture.toFile().delete();
    }
  }
}
