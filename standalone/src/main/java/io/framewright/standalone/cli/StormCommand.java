package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.embedded.Ports;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.storm.Sabotage;
import io.framewright.standalone.storm.Storm;
import io.framewright.standalone.storm.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that nothing is lost and nothing done twice, whatever is killed. */
@Command(
    name = "storm",
    description = {
      "Starts a platform of its own with two orchestrators and two workers of each pool in",
      "processes of their own, kills and stops them at random under load, and checks that every",
      "job ended exactly once, as the API, the log and the object store show it.",
      "Ends with 1 if a promise was broken."
    },
    mixinStandardHelpOptions = true)
final class StormCommand implements Callable<Integer> {

  private static final int LONGEST_LIST = 20;

  @Mixin Common common = new Common();

  @Option(names = "--jobs", paramLabel = "N", description = "How many jobs (default 60).")
  int jobs = 60;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long they come and processes suffer (default 60).")
  int seconds = 60;

  @Option(
      names = "--blow",
      paramLabel = "N",
      description = "Mean seconds between two blows (default 4).")
  int blow = 4;

  @Option(names = "--seed", paramLabel = "N", description = "To repeat one (default: by chance).")
  @Nullable Long seed;

  @Option(
      names = "--sabotage",
      split = ",",
      paramLabel = "HOW",
      description =
          "Break promises afterwards, to see that the checker finds it: ${COMPLETION-CANDIDATES}.")
  List<Sabotage> sabotage = List.of();

  @Override
  public Integer call() {
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
    System.err.println("seed " + chosen);
    Storm.Plan plan =
        new Storm.Plan(
            chosen, jobs, Duration.ofSeconds(seconds), Duration.ofSeconds(blow), sabotage);
    Storm.Report report = common.data == null ? elsewhere(plan) : in(common.directory(), plan);
    if (common.json) {
      Common.print(json(report, chosen));
    } else {
      print(report);
    }
    return report.kept() ? 0 : Failures.FAILED;
  }

  private static Storm.Report elsewhere(Storm.Plan plan) {
    try {
      Path directory =
          Files.createTempDirectory(
              "framewright-storm-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
      try {
        return in(new DataDirectory(directory), plan);
      } finally {
        io.framewright.embedded.DataDirectory.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the storm has no directory of its own", e);
    }
  }

  private static Storm.Report in(DataDirectory directory, Storm.Plan plan) {
    directory.prepare();
    UpCommand.logInto(directory);
    return Storm.run(directory, Ports.choose(0, "the gateway"), plan, System.err::println);
  }

  private static void print(Storm.Report report) {
    System.out.printf(
        "%d jobs, of which %d have completed; %d processes killed, %d stopped; %d attempts repeated%n",
        report.accepted(), report.completed(), report.kills(), report.stops(), report.retries());
    print("after the storm", report.before());
    if (!report.after().isEmpty()) {
      print("after the sabotage", report.after());
    }
    if (report.kept()) {
      System.out.println("every job ended exactly once, and every result is what was promised");
    }
  }

  private static void print(String when, List<Violation> found) {
    if (!found.isEmpty()) {
      System.out.printf("%d broken promises %s:%n", found.size(), when);
      found.stream().limit(LONGEST_LIST).forEach(violation -> System.out.println("  " + violation));
    }
  }

  private static ObjectNode json(Storm.Report report, long seed) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("seed", seed)
            .put("accepted", report.accepted())
            .put("completed", report.completed())
            .put("kills", report.kills())
            .put("stops", report.stops())
            .put("attempts_repeated", report.retries());
    list(json.putArray("after_the_storm"), report.before());
    list(json.putArray("after_the_sabotage"), report.after());
    return json;
  }

  private static void list(ArrayNode array, List<Violation> violations) {
    violations.forEach(violation ->
        array
            .addObject()
            .put("kind", violation.kind().name().toLowerCase(Locale.ROOT))
            .put("job", violation.job())
            .put("what", violation.what()));
  }
}
