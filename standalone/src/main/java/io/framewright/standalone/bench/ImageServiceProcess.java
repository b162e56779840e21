package io.framewright.standalone.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process of image-service, as proc(5) shows it. A new one has its place after a crash.
 *
 * @param platform the process that started it
 */
record ImageServiceProcess(ProcessHandle platform) {

  private static final String MAIN = "io.framewright.image.ImageService";
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  /** The most bytes that it has held at once since it started (VmHWM). */
  long peak() {
    Matcher line = PEAK.matcher(text(pid(), "status"));
    if (!line.find()) {
      throw new IllegalStateException("the kernel does not say how much image-service has held");
    }
    return Long.parseLong(line.group(1)) * 1024;
  }

  /** Its process id. */
  long pid() {
    return platform
        .descendants()
        .filter(process -> text(process.pid(), "cmdline").contains("\0" + MAIN))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("image-service does not run"))
        .pid();
  }

  /** Empty if the process has ended. */
  private static String text(long pid, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
