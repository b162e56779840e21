package io.framewright.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time from the kernel's accounts (proc(5), {@code stat}), to 10 ms. A process's account
 * gets that of a child when the child is reaped, so those that came and went between two looks are
 * counted.
 */
final class ProcessorTime {

  /** {@code USER_HZ}, which Linux shows all programs as 100. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields 14 to 17 of the line, counted from behind the program's name, which is field 2. */
  private static final int USER_TIME = 11;

  private static final int CHILDREN_TIME = 13;

  private static final int END = 15;

  private ProcessorTime() {}

  /** Seconds that the process and all it has started have used so far. */
  static double ofTree(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToDouble(each -> seconds(each.pid(), USER_TIME))
        .sum();
  }

  /** Seconds that the children of this program have used which it has seen end. */
  static double ofEndedChildren() {
    return seconds(ProcessHandle.current().pid(), CHILDREN_TIME);
  }

  private static double seconds(long pid, int first) {
    try {
      String line = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
      List<String> fields =
          Arrays.asList(line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1));
      return fields.subList(first, END).stream().mapToLong(Long::parseLong).sum()
          / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0; // it has ended since it was listed; its parent's account has it
    }
  }
}
