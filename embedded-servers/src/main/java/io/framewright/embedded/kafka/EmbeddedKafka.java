package io.framewright.embedded.kafka;

import io.framewright.embedded.DataDirectory;
import io.framewright.embedded.EmbeddedServerException;
import io.framewright.embedded.Ports;
import io.framewright.platform.kafka.KafkaSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka node, broker and KRaft controller at once, in this JVM and on 127.0.0.1. What was
 * acknowledged is there again after a restart and after {@code kill -9}; a crash of the machine may
 * cost the last seconds, as Kafka leaves flushing to the kernel and there is no second copy.
 */
public final class EmbeddedKafka implements AutoCloseable {

  /**
   * @param directory holds the log; created if missing, used by one process at a time
   * @param port to listen on, or 0 for a free one
   */
  public record Settings(Path directory, int port) {}

  private final DataDirectory directory;
  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(DataDirectory directory, KafkaRaftServer server, int port) {
    this.directory = directory;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the node and returns when it takes requests.
   *
   * @throws EmbeddedServerException if the port is taken or the directory cannot be used
   */
  public static EmbeddedKafka start(Settings settings) {
    return DataDirectory.hold(
        settings.directory(), "Kafka", directory -> startIn(directory, settings));
  }

  /** Holding the directory matters: a second node damages the log before it looks for a lock. */
  private static EmbeddedKafka startIn(DataDirectory directory, Settings settings) {
    int port = Ports.choose(settings.port(), "Kafka");
    int controllerPort = Ports.choose(0, "Kafka's controller");
    format(directory.path());
    KafkaRaftServer server = null;
    try {
      server =
          new KafkaRaftServer(
              new KafkaConfig(NodeConfiguration.of(directory.path(), port, controllerPort)),
              Time.SYSTEM);
      server.startup();
      return new EmbeddedKafka(directory, server, port);
    } catch (RuntimeException e) {
      if (server != null) {
        server.shutdown();
      }
      throw new EmbeddedServerException(
          "Kafka did not start in %s: %s".formatted(directory.path(), e.getMessage()), e);
    }
  }

  /** Gives a fresh directory its cluster id and the features of this release. */
  private static void format(Path directory) {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NodeConfiguration.NODE_ID)
          .setControllerListenerName(NodeConfiguration.CONTROLLER_LISTENER)
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new EmbeddedServerException(
          "Kafka cannot lay out its log in %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /**
   * Says what to do before Kafka ends this JVM, as it does when it cannot write its log, for
   * instance on a full disk. What it acknowledged is there again after the next start.
   *
   * @param lastWords must be quick and must not log: nothing works any more as it should
   */
  public static void beforeGivingUp(Runnable lastWords) {
    Exit.setHaltProcedure((status, _) -> {
      try {
        lastWords.run();
      } finally {
        Runtime.getRuntime().halt(status);
      }
    });
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** How clients of ours reach this node. */
  public KafkaSettings settings() {
    return new KafkaSettings(bootstrapServers(), Map.of());
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    directory.close();
  }
}
