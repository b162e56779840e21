package io.framewright.standalone.up;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command that starts another JVM of this program. */
public final class JvmCommand {

  private JvmCommand() {}

  /**
   * @param options name of a packed file with one JVM option a line, such as {@code platform}
   * @param properties system properties of the new JVM
   * @param main class and arguments
   */
  public static List<String> of(String options, Map<String, String> properties, List<String> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(options));
    command.addAll(startUpCache());
    properties.forEach((key, value) -> command.add("-D%s=%s".formatted(key, value)));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(main);
    return command;
  }

  /**
   * The launcher names a file with classes as the JVM wants them, made when the program was built.
   */
  private static List<String> startUpCache() {
    String file = System.getProperty("framewright.start-up-cache", "");
    return file.isEmpty() || Files.notExists(Path.of(file))
        ? List.of()
        : List.of("-XX:AOTCache=" + file, "-Dframewright.start-up-cache=" + file);
  }

  static List<String> options(String name) {
    String resource = "/framewright/standalone/%s.args".formatted(name);
    try (InputStream in = JvmCommand.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("%s is not on the class path".formatted(resource));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
