package io.framewright.standalone.doctor;

import io.framewright.standalone.engines.CommandRunner;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.Ladder;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Instance;
import io.framewright.standalone.files.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Examines what {@code up} needs. It changes nothing and fetches nothing. */
public final class Doctor {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long ENOUGH_BYTES = 2L << 30;

  private final DataDirectory directory;
  private final int port;
  private final Engines engines;
  private final CommandRunner runner;

  public Doctor(DataDirectory directory, int port, Engines engines, CommandRunner runner) {
    this.directory = directory;
    this.port = port;
    this.engines = engines;
    this.runner = runner;
  }

  public List<Finding> examine() {
    return List.of(
        jdk(),
        program(
            "Maven",
            List.of("mvn", "-v", "-Dstyle.color=never"),
            "to build; type: apt-get install -y maven"),
        program(
            "setpriv",
            List.of("setpriv", "--version"),
            "to end children with their parent; type: apt-get install -y util-linux"),
        engine(engines.ffmpeg(), "up fetches it from Maven"),
        engine(engines.libvips(), "up fetches it with npm"),
        cache(),
        attributes(),
        postgres(),
        port(),
        disk(),
        locale());
  }

  private static Finding jdk() {
    int version = Runtime.version().feature();
    String what = "%s in %s".formatted(Runtime.version(), System.getProperty("java.home"));
    return version >= 25
        ? Finding.ok("JDK", what)
        : Finding.missing(
            "JDK", what, "install a JDK 25 (temurin-25-jdk), or set JAVA_HOME to one");
  }

  private Finding program(String name, List<String> command, String remedy) {
    CommandRunner.Outcome outcome = runner.run(command, Map.of(), LIMIT);
    return outcome.succeeded()
        ? Finding.ok(name, outcome.lines().findFirst().orElse(""))
        : Finding.missing(name, "there is no %s".formatted(command.getFirst()), remedy);
  }

  private static <E> Finding engine(Ladder<E> ladder, String fetched) {
    return switch (ladder.climb(false)) {
      case Ladder.Search.Found<E>(E engine, String place, _) ->
          Finding.ok(ladder.engine(), "%s (%s)".formatted(engine, place));
      case Ladder.Search.NotFound<E>(List<String> tried) ->
          Finding.missing(
              ladder.engine(),
              String.join("; ", tried),
              "%s; or %s".formatted(fetched, ladder.remedy()));
    };
  }

  /** Programs are run from the cache, so a file system mounted noexec is of no use. */
  private Finding cache() {
    Path folder = existing(engines.cache().root());
    try {
      Path script =
          Files.createTempFile(
              folder,
              "framewright-",
              ".sh",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try {
        Files.writeString(script, "#!/bin/sh\nexit 0\n");
        if (runner.run(List.of(script.toString()), Map.of(), LIMIT).succeeded()) {
          return Finding.ok("cache", "%s can run programs".formatted(engines.cache().root()));
        }
      } finally {
        Files.delete(script);
      }
      return Finding.missing(
          "cache", "%s is mounted noexec".formatted(folder), "set XDG_CACHE_HOME to another place");
    } catch (IOException e) {
      return Finding.missing(
          "cache",
          "cannot write to %s".formatted(folder),
          "set XDG_CACHE_HOME to a place that you can write to");
    }
  }

  /** The object store keeps content types and the like in extended attributes. */
  private Finding attributes() {
    Path folder = existing(directory.root());
    try {
      Path file = Files.createTempFile(folder, "framewright-", ".tmp");
      try {
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
            .write("framewright", java.nio.ByteBuffer.wrap(new byte[] {1}));
        return Finding.ok("xattrs", "work on %s".formatted(folder));
      } finally {
        Files.delete(file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      return Finding.missing(
          "xattrs",
          "extended attributes do not work on %s".formatted(folder),
          "choose a data directory on ext4, xfs, btrfs or a recent tmpfs: --data DIR");
    }
  }

  private Finding postgres() {
    if (!Reach.isRoot()) {
      return Finding.ok("postgres", "runs as you, in %s".formatted(directory.postgres(false, "")));
    }
    Path place = directory.postgres(true, "…");
    return Finding.ok(
        "postgres",
        Reach.ofOthers(directory.root())
            ? "you are root: it runs as nobody, in %s".formatted(place)
            : "you are root, and nobody cannot go to %s: it runs as nobody, in %s"
                .formatted(directory.root(), place));
  }

  private Finding port() {
    Optional<Instance> ours =
        Instance.read(directory)
            .filter(Instance::isAlive)
            .filter(instance -> instance.ports().getOrDefault("gateway", 0) == port);
    if (ours.isPresent()) {
      return Finding.ok("port", "%d is ours (process %d)".formatted(port, ours.get().pid()));
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Finding.ok("port", "%d is free".formatted(port));
    } catch (IOException e) {
      return Finding.missing("port", "%d is taken".formatted(port), "choose another with --port N");
    }
  }

  private Finding disk() {
    long free = directory.freeBytes();
    String what = "%d MB free for %s".formatted(free >> 20, directory.root());
    return free >= ENOUGH_BYTES
        ? Finding.ok("disk", what)
        : Finding.missing("disk", what, "make room, or choose another disk: --data DIR");
  }

  /** File names come in every script, and Java encodes them as the locale says. */
  private static Finding locale() {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    return encoding.toUpperCase(Locale.ROOT).equals("UTF-8")
        ? Finding.ok("locale", "file names are in UTF-8")
        : Finding.missing(
            "locale", "file names are in %s".formatted(encoding), "type: export LC_ALL=C.UTF-8");
  }

  private static Path existing(Path path) {
    Path folder = path;
    while (Files.notExists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }
}
