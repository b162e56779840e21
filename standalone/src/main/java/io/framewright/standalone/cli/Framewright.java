package io.framewright.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Without a command it says which there are. */
@Command(
    name = "framewright",
    description = "Turns images and video into other images and video, on this machine.",
    mixinStandardHelpOptions = true,
    version = "framewright 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      DemoCommand.class,
      ConvertCommand.class,
      JobsCommand.class,
      WatchCommand.class,
      WhyCommand.class,
      DlqCommand.class,
      TailCommand.class,
      CheckCommand.class,
      BenchCommand.class,
      StormCommand.class,
      RehearseCommand.class
    })
public final class Framewright implements Runnable {

  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command and gives its exit code. */
  static int run(String... arguments) {
    return new CommandLine(new Framewright())
        .setExecutionExceptionHandler(new Failures())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
