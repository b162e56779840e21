package io.framewright.worker.offers;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Reads from a Kafka client's metrics whether it is connected: the client says so nowhere else. */
public final class Connections {

  private Connections() {}

  /** Whether the client with these metrics has at least one open connection. */
  public static boolean open(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals("connection-count"))
        .map(entry -> entry.getValue().metricValue())
        .anyMatch(value -> value instanceof Number count && count.doubleValue() > 0);
  }
}
