package io.framewright.standalone.cli;

import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.client.LogReader;
import io.framewright.standalone.client.LogReader.Entry;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what is written to the log. */
@Command(
    name = "tail",
    description = "Prints events as they are written, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Option(names = "--job", paramLabel = "ID", description = "Only what is about this job.")
  @Nullable UUID job;

  @Option(
      names = "--topic",
      paramLabel = "T",
      description =
          "A topic, or a part of the names of several: task, media (default media.job.events.v1).")
  List<String> topics = List.of(Topics.EVENTS.name());

  @Option(names = "--from-start", description = "Begin with the oldest record that is kept.")
  boolean fromStart;

  @Option(names = "--count", paramLabel = "N", description = "Stop after so many records.")
  long count = Long.MAX_VALUE;

  @Spec CommandSpec spec = CommandSpec.create();

  private long printed;

  @Override
  public Integer call() {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--count should be at least 1");
    }
    String brokers = common.credentials().bootstrapServers();
    TailFormat format = new TailFormat(Terminal.hasColour(), ZoneId.systemDefault());
    try (LogReader reader = LogReader.open(brokers, chosen(topics), fromStart)) {
      reader.readWhile(entry -> show(entry, format));
      return 0;
    } catch (KafkaException e) {
      throw new CannotRunException(
          "the log at %s cannot be read: %s".formatted(brokers, e.getMessage()),
          "see whether the platform runs: ./framewright status",
          e);
    }
  }

  /** Whether more is wanted: not when whoever reads the output has gone. */
  private boolean show(Entry entry, TailFormat format) {
    if (job != null && TailFormat.job(entry).filter(job::equals).isEmpty()) {
      return true;
    }
    System.out.println(common.json ? format.json(entry) : format.text(entry));
    return ++printed < count && !System.out.checkError();
  }

  /**
   * @throws CannotRunException if a name fits no topic
   */
  static Set<Topic<?>> chosen(List<String> names) {
    Set<Topic<?>> chosen = new LinkedHashSet<>();
    for (String name : names) {
      List<Topic<?>> fitting =
          Topics.all().stream().filter(topic -> topic.name().contains(name)).toList();
      if (fitting.isEmpty()) {
        throw new CannotRunException(
            "no topic has '%s' in its name".formatted(name),
            "topics: " + Topics.all().stream().map(Topic::name).collect(Collectors.joining(", ")));
      }
      chosen.addAll(fitting);
    }
    return chosen;
  }
}
