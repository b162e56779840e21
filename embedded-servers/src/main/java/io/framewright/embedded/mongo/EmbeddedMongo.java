package io.framewright.embedded.mongo;

import de.bwaldvogel.mongo.MongoServer;
import io.framewright.embedded.DataDirectory;
import io.framewright.embedded.EmbeddedServerException;
import io.framewright.embedded.Ports;
import java.nio.file.Path;

/**
 * A stand-in for MongoDB in this JVM, with its data on disk. It has no transactions, change
 * streams, text search, collation, pipeline updates, and neither partial nor expiring indexes.
 */
public final class EmbeddedMongo implements AutoCloseable {

  /**
   * @param directory holds the data; created if missing, used by one process at a time
   * @param port to listen on, or 0 for a free one
   */
  public record Settings(Path directory, int port) {}

  private static final String NAME = "the MongoDB stand-in";

  private final DataDirectory directory;
  private final MongoServer server;
  private final int port;

  private EmbeddedMongo(DataDirectory directory, MongoServer server, int port) {
    this.directory = directory;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the server; it accepts connections on return.
   *
   * @throws EmbeddedServerException if the port is taken or another process uses the data
   */
  public static EmbeddedMongo start(Settings settings) {
    return DataDirectory.hold(
        settings.directory(), NAME, directory -> startIn(directory, settings.port()));
  }

  private static EmbeddedMongo startIn(DataDirectory directory, int wanted) {
    int port = Ports.choose(wanted, NAME);
    MongoServer server = new MongoServer(open(directory.path().resolve("documents.mv")));
    try {
      server.bind("127.0.0.1", port);
      return new EmbeddedMongo(directory, server, port);
    } catch (RuntimeException e) {
      server.shutdownNow();
      throw e;
    }
  }

  private static CommittingBackend open(Path file) {
    try {
      return new CommittingBackend(file.toString());
    } catch (RuntimeException e) {
      throw new EmbeddedServerException(
          "%s cannot read %s: %s; move it away to start empty, and rebuild the projection"
              .formatted(NAME, file, e.getMessage()),
          e);
    }
  }

  public int port() {
    return port;
  }

  /** Without a database: whoever connects names one. */
  public String uri() {
    return "mongodb://127.0.0.1:" + port;
  }

  /** Writes out what is in memory and ends. */
  @Override
  public void close() {
    server.shutdownNow();
    directory.close();
  }
}
