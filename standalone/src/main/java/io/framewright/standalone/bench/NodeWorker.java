package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.embedded.Cache;
import io.framewright.embedded.redis.EmbeddedRedis;
import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.client.TwoAtOnce;
import io.framewright.standalone.engines.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A worker as people write it with Node: BullMQ's queue in a Redis of its own, sharp for pictures.
 * It reads and writes this machine's disk and keeps no history, so it is what a queue costs and not
 * what the platform does.
 */
public final class NodeWorker implements AutoCloseable {

  private static final String RESOURCES = "/framewright/standalone/node/";
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "worker.js");
  private static final Duration INSTALL = Duration.ofMinutes(5);
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final CommandRunner runner;
  private final Path directory;
  private final EmbeddedRedis redis;

  private NodeWorker(CommandRunner runner, Path directory, EmbeddedRedis redis) {
    this.runner = runner;
    this.directory = directory;
    this.redis = redis;
  }

  /**
   * Installs its libraries as its lock file says, and starts Redis.
   *
   * @param directory for all of it
   * @throws CannotRunException if there is no Node, or npm does not get the libraries
   */
  public static NodeWorker start(CommandRunner runner, Path directory) throws IOException {
    for (String program : List.of("node", "npm")) {
      if (!runner.run(List.of(program, "--version"), Map.of(), LIMIT).succeeded()) {
        throw new CannotRunException(
            "the comparison with Node needs %s, which is not on the path".formatted(program),
            "install Node 20 or later with npm, or leave --node out");
      }
    }
    for (String file : FILES) {
      Cache.copy(RESOURCES + file, directory.resolve(file), false);
    }
    CommandRunner.Outcome installed =
        runner.run(
            List.of(
                "npm",
                "ci",
                "--prefix",
                directory.toString(),
                "--ignore-scripts",
                "--no-audit",
                "--no-fund"),
            Map.of(),
            INSTALL);
    if (!installed.succeeded()) {
      throw new CannotRunException(
          "npm did not install the Node worker: " + installed.lastLine(),
          "see that npm reaches its registry, or leave --node out");
    }
    return new NodeWorker(
        runner,
        directory,
        EmbeddedRedis.start(
            new EmbeddedRedis.Settings(
                directory.resolve("redis"), new Cache(directory.resolve("servers")), 0)));
  }

  /** The same jobs, as many at a time as the platform gets. */
  Alone run(Images.Kind kind, Path photo, int jobs) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    kind.settings().forEach(options::put);
    if (kind.name().equals("jpeg")) {
      options.put("progressive", true);
    } else if (kind.name().equals("avif")) {
      options.put("chromaSubsampling", "4:2:0");
    }
    List<String> command =
        List.of(
            "node",
            directory.resolve("worker.js").toString(),
            Integer.toString(redis.port()),
            photo.toAbsolutePath().toString(),
            Integer.toString(jobs),
            Integer.toString(TwoAtOnce.CLIENTS),
            kind.name(),
            options.toString(),
            Integer.toString(kind.width()),
            Integer.toString(kind.height()));
    return Alone.of(Alone.lastLine(runner.run(command, Map.of(), LIMIT), "the Node worker"));
  }

  @Override
  public void close() {
    redis.close();
  }
}
