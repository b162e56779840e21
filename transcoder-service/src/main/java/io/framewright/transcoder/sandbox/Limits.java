package io.framewright.transcoder.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one child may use.
 *
 * @param cpu processor time over all its threads
 * @param fileBytes length of any file it writes
 * @param addressBytes address space; 0 for no limit
 * @param openFiles file descriptors
 */
public record Limits(Duration cpu, long fileBytes, long addressBytes, int openFiles) {

  /** The same for graphics hardware, whose drivers reserve far more addresses than they use. */
  public Limits withoutAddressLimit() {
    return new Limits(cpu, fileBytes, 0, openFiles);
  }

  /** The prlimit command that sets them for the program which follows. */
  List<String> prlimit() {
    List<String> command = new ArrayList<>();
    command.add("prlimit");
    command.add("--core=0");
    command.add("--cpu=" + Math.max(1, cpu.toSeconds()));
    command.add("--fsize=" + fileBytes);
    command.add("--nofile=" + openFiles);
    if (addressBytes > 0) {
      command.add("--as=" + addressBytes);
    }
    command.add("--");
    return command;
  }
}
