package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.standalone.up.PlatformProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the platform. */
@Command(
    name = "down",
    description = "Stops the platform of the data directory.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    boolean stopped = PlatformProcess.stop(common.directory(), UpCommand.STOP_PATIENCE);
    if (common.json) {
      Common.print(JsonNodeFactory.instance.objectNode().put("stopped", stopped));
    } else {
      System.out.println(
          stopped ? "stopped" : "nothing runs in %s".formatted(common.directory().root()));
    }
    return 0;
  }
}
