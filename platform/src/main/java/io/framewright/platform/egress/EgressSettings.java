package io.framewright.platform.egress;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What requests to addresses of clients may do.
 *
 * @param allow comma-separated {@code host:port} that may be reached although the rules forbid it,
 *     spelt as clients spell them; each use is logged, and production mode refuses any
 * @param ports comma-separated, those that may be asked for
 * @param connectTimeout until a connection stands, TLS included, above zero
 * @param patience how long nothing may come, and the time over which the least rate is measured
 * @param leastBytesPerSecond a file that comes slower over {@code patience} is given up, from 0
 * @param maxDuration of one file from the first byte to the last, above zero
 */
@ConfigurationProperties("framewright.egress")
public record EgressSettings(
    @Bindable(defaultValue = "") String allow,
    @Bindable(defaultValue = "80,443,8080,8443") String ports,
    @Bindable(defaultValue = "5s") Duration connectTimeout,
    @Bindable(defaultValue = "20s") Duration patience,
    @Bindable(defaultValue = "16384") int leastBytesPerSecond,
    @Bindable(defaultValue = "1h") Duration maxDuration) {

  public EgressSettings {
    if (!connectTimeout.isPositive() || !patience.isPositive() || !maxDuration.isPositive()) {
      throw new IllegalArgumentException("times of framewright.egress are above zero");
    }
    if (leastBytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "framewright.egress.least-bytes-per-second is %d; it is 0 or more"
              .formatted(leastBytesPerSecond));
    }
    list(allow)
        .filter(entry -> !entry.matches("\\S+:\\d{1,5}"))
        .findFirst()
        .ifPresent(entry -> {
          throw new IllegalArgumentException(
              "framewright.egress.allow has '%s', which is no host:port".formatted(entry));
        });
    list(ports)
        .filter(port -> !port.matches("\\d{1,5}"))
        .findFirst()
        .ifPresent(port -> {
          throw new IllegalArgumentException(
              "framewright.egress.ports has '%s', which is no port".formatted(port));
        });
  }

  /** The exceptions, lower-case. */
  Set<String> allowed() {
    return list(allow).map(entry -> entry.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  Set<Integer> openPorts() {
    return list(ports).map(Integer::valueOf).collect(Collectors.toSet());
  }

  private static Stream<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty());
  }
}
