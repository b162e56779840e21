package io.framewright.platform.process;

import io.framewright.platform.process.ChildProcesses.DeathSignal;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JVM with one child, for a test to kill. */
final class ParentOfSleep {

  private ParentOfSleep() {}

  /**
   * @param arguments where to write the child's pid
   */
  public static void main(String[] arguments) throws Exception {
    Process child = ChildProcesses.start(new ProcessBuilder("sleep", "300"), DeathSignal.KILL);
    Files.writeString(Path.of(arguments[0]), child.pid() + "\n");
    child.waitFor();
  }
}
