package io.framewright.standalone.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Memory by proportional set size (proc(5), {@code smaps_rollup}): pages that several processes
 * share are counted once in the sum.
 *
 * @param proc the kernel's process folder
 */
public record ResidentMemory(Path proc) {

  private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");

  public ResidentMemory() {
    this(Path.of("/proc"));
  }

  /** Bytes of the process and of all that it started. */
  public long ofTree(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(each -> of(each.pid()).orElse(0L))
        .sum();
  }

  /** Bytes of one process; nothing if it ended or is another user's. */
  Optional<Long> of(long pid) {
    try {
      Matcher line = PSS.matcher(Files.readString(proc.resolve(pid + "/smaps_rollup")));
      return line.find() ? Optional.of(Long.parseLong(line.group(1)) * 1024) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
