package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.client.DeadLetterBox;
import io.framewright.standalone.client.DeadLetterBox.Letter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records that could not be read. */
@Command(
    name = "dlq",
    description = "Lists, shows and puts back the records that nobody could read.",
    mixinStandardHelpOptions = true,
    subcommands = {DlqCommand.ListThem.class, DlqCommand.Show.class, DlqCommand.Redrive.class})
final class DlqCommand implements Runnable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_REASON = 70;
  private static final int SHOWN_BYTES = 256;
  private static final int BYTES_PER_LINE = 16;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** All of them. */
  @Command(
      name = "list",
      description = "Lists them, the oldest first.",
      mixinStandardHelpOptions = true)
  static final class ListThem implements Callable<Integer> {

    @Mixin Common common = new Common();

    @Option(names = "--limit", paramLabel = "N", description = "Only the newest N (default 50).")
    int limit = 50;

    @Override
    public Integer call() {
      return open(common, box -> print(box.all()));
    }

    private int print(List<Letter> all) {
      List<Letter> newest = all.subList(Math.max(0, all.size() - Math.max(0, limit)), all.size());
      if (common.json) {
        ArrayNode array = JSON.createArrayNode();
        newest.forEach(letter -> array.add(json(letter)));
        Common.print(array);
        return 0;
      }
      if (all.isEmpty()) {
        System.out.println("no dead letters: everything could be read");
        return 0;
      }
      Table table = new Table("ID", "SINCE", "READ FROM", "BYTES", "REASON");
      newest.forEach(letter ->
          table.row(
              letter.id(),
              letter.written().toString(),
              place(letter),
              "" + letter.value().length,
              Words.plain(letter.why().reason(), LONGEST_REASON)));
      System.out.print(table);
      if (newest.size() < all.size()) {
        System.out.printf("the newest %d of %d%n", newest.size(), all.size());
      }
      return 0;
    }
  }

  /** One of them. */
  @Command(
      name = "show",
      description = "Shows one: why it could not be read, its headers and its bytes.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {

    @Mixin Common common = new Common();

    @Parameters(index = "0", paramLabel = "ID", description = "As it is listed.")
    String id = "";

    @Override
    public Integer call() {
      return open(common, box -> named(box.all(), id).map(this::print).orElseGet(() -> absent(id)));
    }

    private int print(Letter letter) {
      if (common.json) {
        Common.print(
            json(letter)
                .put("value", HexFormat.of().formatHex(letter.value()))
                .put("decoded", letter.decoded().orElse(null)));
        return 0;
      }
      System.out.printf(
          "%s%n  since      %s%n  read from  %s%n  by         %s%n  reason     %s%n  key        %s%n",
          letter.id(),
          letter.written(),
          place(letter),
          letter.why().reader(),
          Words.plain(letter.why().reason(), Integer.MAX_VALUE),
          Words.plain(letter.key(), Integer.MAX_VALUE));
      letter
          .headers()
          .forEach((name, value) ->
              System.out.printf(
                  "  header     %s: %s%n", Words.plain(name, 80), Words.plain(value, 200)));
      System.out.printf("  %d bytes%n%s", letter.value().length, dump(letter.value()));
      System.out.println(
          letter
              .decoded()
              .map(record ->
                  "this version can read it:\n  " + Words.plain(record, Integer.MAX_VALUE))
              .orElse("this version cannot read it either"));
      return 0;
    }
  }

  /** The way back. */
  @Command(
      name = "redrive",
      description = "Puts them back at the end of the topic that they were read from.",
      mixinStandardHelpOptions = true)
  static final class Redrive implements Callable<Integer> {

    @Mixin Common common = new Common();

    @Parameters(arity = "0..*", paramLabel = "ID", description = "As they are listed.")
    List<String> ids = List.of();

    @Option(names = "--all", description = "All that this version can read and may put back.")
    boolean all;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    boolean dryRun;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      if (all == !ids.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "name the dead letters by ID, or all that can be read with --all");
      }
      return open(common, box -> all ? redriveAll(box) : redriveNamed(box));
    }

    private int redriveAll(DeadLetterBox box) {
      List<Letter> letters = box.all();
      List<Letter> readable =
          letters.stream()
              .filter(letter -> !letter.isHistory())
              .filter(letter -> letter.decoded().isPresent())
              .toList();
      redrive(box, readable);
      System.out.printf(
          "%d of %d dead letters %s%n",
          readable.size(), letters.size(), dryRun ? "would be put back" : "put back");
      return 0;
    }

    /** Nothing is put back unless all can be. */
    private int redriveNamed(DeadLetterBox box) {
      List<Letter> letters = box.all();
      List<Letter> chosen = new ArrayList<>();
      for (String id : ids) {
        Optional<Letter> letter = named(letters, id);
        if (letter.isEmpty()) {
          return absent(id);
        }
        if (letter.get().isHistory()) {
          System.err.printf(
              "framewright: %s is an event, and events are not written twice%n"
                  + "  mend its reader, and let that read the topic anew%n",
              id);
          return Failures.FAILED;
        }
        chosen.add(letter.get());
      }
      redrive(box, chosen);
      return 0;
    }

    private void redrive(DeadLetterBox box, List<Letter> letters) {
      List<Long> offsets = dryRun ? List.of() : box.redrive(letters);
      for (int i = 0; i < letters.size(); i++) {
        Letter letter = letters.get(i);
        System.out.printf(
            "%s %s %s:%d%s%n",
            letter.id(),
            dryRun ? "would go back to" : "went back to",
            letter.why().topic(),
            letter.why().partition(),
            dryRun ? "" : "@" + offsets.get(i));
      }
    }
  }

  private static Optional<Letter> named(List<Letter> letters, String id) {
    return letters.stream().filter(letter -> letter.id().equals(id)).findFirst();
  }

  private static int open(Common common, ToIntFunction<DeadLetterBox> work) {
    String brokers = common.credentials().bootstrapServers();
    try (DeadLetterBox box = DeadLetterBox.open(brokers)) {
      return work.applyAsInt(box);
    } catch (KafkaException e) {
      throw new CannotRunException(
          "the log at %s does not answer: %s".formatted(brokers, e.getMessage()),
          "see whether the platform runs: ./framewright status",
          e);
    }
  }

  private static int absent(String id) {
    System.err.printf(
        "framewright: no dead letter has the id %s%n  see: ./framewright dlq list%n",
        Words.plain(id, 80));
    return Failures.FAILED;
  }

  private static String place(Letter letter) {
    return "%s:%d@%d"
        .formatted(letter.why().topic(), letter.why().partition(), letter.why().offset());
  }

  private static ObjectNode json(Letter letter) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("id", letter.id())
            .put("since", letter.written().toString())
            .put("reader", letter.why().reader())
            .put("topic", letter.why().topic())
            .put("partition", letter.why().partition())
            .put("offset", letter.why().offset())
            .put("reason", letter.why().reason())
            .put("key", letter.key())
            .put("bytes", letter.value().length);
    ObjectNode headers = node.putObject("headers");
    letter.headers().forEach(headers::put);
    return node;
  }

  private static String dump(byte[] value) {
    StringBuilder dump = new StringBuilder();
    for (int at = 0; at < Math.min(value.length, SHOWN_BYTES); at += BYTES_PER_LINE) {
      int end = Math.min(value.length, at + BYTES_PER_LINE);
      StringBuilder text = new StringBuilder();
      for (int i = at; i < end; i++) {
        text.append(value[i] >= ' ' && value[i] < 0x7f ? (char) value[i] : '.');
      }
      dump.append(
          "  %06x  %-47s  %s%n"
              .formatted(at, HexFormat.ofDelimiter(" ").formatHex(value, at, end), text));
    }
    return value.length > SHOWN_BYTES ? dump + "  …\n" : dump.toString();
  }
}
