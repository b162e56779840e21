package io.framewright.worker.fakes;

import io.framewright.platform.egress.EgressGuard;
import io.framewright.platform.egress.EgressSettings;
import io.framewright.platform.egress.RemoteFiles;
import java.time.Duration;

/** Reading from addresses, with servers of this machine as exceptions. */
public final class Remote {

  private Remote() {}

  /** Only the open internet, which no test asks. */
  public static RemoteFiles files() {
    return files("");
  }

  /**
   * @param allow comma-separated {@code host:port}
   */
  public static RemoteFiles files(String allow) {
    EgressSettings settings =
        new EgressSettings(
            allow,
            "80,443",
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            0,
            Duration.ofSeconds(60));
    return new RemoteFiles(new EgressGuard(settings, false), settings);
  }
}
