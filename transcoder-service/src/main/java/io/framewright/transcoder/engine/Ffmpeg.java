package io.framewright.transcoder.engine;

import io.framewright.transcoder.run.Command;
import io.framewright.transcoder.sandbox.Limits;
import io.framewright.transcoder.sandbox.Reach;
import io.framewright.transcoder.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The engine as found here, and the commands to run it in its sandbox.
 *
 * @param version for instance 5.1.9-0+deb12u1
 * @param digest of the program and its own account of how it was built, in hexadecimal
 * @param encoders by ffmpeg's names
 * @param demuxers by ffmpeg's names
 * @param accelerators graphics hardware that encodes here
 */
public record Ffmpeg(
    Programs programs,
    Sandbox sandbox,
    Limits limits,
    String version,
    String digest,
    Set<String> encoders,
    Set<String> demuxers,
    List<Accelerator> accelerators) {

  public Ffmpeg {
    encoders = Set.copyOf(encoders);
    demuxers = Set.copyOf(demuxers);
    accelerators = List.copyOf(accelerators);
  }

  /** Name, version and build digest, which stand in every result that it made. */
  public String identity() {
    return "ffmpeg %s sha256:%s".formatted(version, digest.substring(0, 16));
  }

  /** The first number of the version; high where the version is a name of its maker's. */
  public int major() {
    Matcher number = Pattern.compile("^n?([0-9]{1,3})\\.").matcher(version);
    return number.find() ? Integer.parseInt(number.group(1)) : Integer.MAX_VALUE;
  }

  public Command ffmpeg(List<String> arguments, Reach reach) {
    return command(programs, sandbox, limits, programs.ffmpeg().toString(), arguments, reach);
  }

  public Command ffprobe(List<String> arguments, Reach reach) {
    return command(programs, sandbox, limits, programs.ffprobe().toString(), arguments, reach);
  }

  static Command command(
      Programs programs,
      Sandbox sandbox,
      Limits limits,
      String program,
      List<String> arguments,
      Reach reach) {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(arguments);
    Reach all =
        new Reach(
            Stream.concat(programs.folders().stream(), reach.readable().stream()).toList(),
            reach.writable(),
            reach.devices());
    Limits own = reach.devices().isEmpty() ? limits : limits.withoutAddressLimit();
    return new Command(sandbox.wrap(words, own, all), environment(programs));
  }

  /**
   * Nothing of our own environment: it may hold secrets, and what ffmpeg does must not hang on it.
   */
  private static Map<String, String> environment(Programs programs) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "LANG", "C.UTF-8",
                "HOME", "/nonexistent"));
    programs.libraries().ifPresent(folder -> environment.put("LD_LIBRARY_PATH", folder.toString()));
    return environment;
  }
}
