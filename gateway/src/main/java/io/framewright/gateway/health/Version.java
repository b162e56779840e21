package io.framewright.gateway.health;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Framewright this is. */
@Singleton
public final class Version {

  private static final String RESOURCE = "/framewright/gateway/version.properties";

  private final String text;

  Version() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    this.text = properties.getProperty("version", "unknown");
  }

  /** For instance 0.1.0. */
  public String text() {
    return text;
  }
}
