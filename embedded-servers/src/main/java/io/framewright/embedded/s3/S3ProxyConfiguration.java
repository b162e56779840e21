package io.framewright.embedded.s3;

import io.framewright.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;

/** What S3Proxy reads when it starts. */
final class S3ProxyConfiguration {

  private S3ProxyConfiguration() {}

  /** Writes the file, which holds the credentials, for nobody else to read. */
  static Path write(Path directory, int port, EmbeddedS3.Settings settings) {
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("s3proxy.endpoint", "http://127.0.0.1:" + port),
            Map.entry("s3proxy.authorization", "aws-v2-or-v4"),
            Map.entry("s3proxy.identity", settings.accessKey()),
            Map.entry("s3proxy.credential", settings.secretKey()),
            Map.entry("s3proxy.ignore-unknown-headers", "true"),
            Map.entry("s3proxy.jetty.max-threads", "32"),
            Map.entry("jclouds.provider", "filesystem-nio2"),
            Map.entry("jclouds.identity", "unused"),
            Map.entry("jclouds.credential", "unused")));
    Path file = directory.resolve("s3proxy.properties");
    try {
      Path objects = Files.createDirectories(directory.resolve("objects"));
      properties.put("jclouds.filesystem.basedir", objects.toString());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (OutputStream out = Files.newOutputStream(file)) {
        properties.store(out, null);
      }
      return file;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "S3 cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
