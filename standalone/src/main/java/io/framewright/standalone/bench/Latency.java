package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.Job;
import java.nio.file.Path;
import java.time.Duration;

/** How long small jobs take on an idle platform, one after the other. */
public final class Latency {

  private static final int WARM_UP = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FORMAT = "webp";

  private Latency() {}

  /**
   * What was measured.
   *
   * @param accepted from sending the request to its answer, by the client's clock
   * @param started from the job's creation to its start, by the platform's stamps
   * @param completed from sending the request to knowing the result, by the client's clock
   * @param bareMillis median of the engine alone for the same picture
   */
  public record Measured(Sample accepted, Sample started, Sample completed, double bareMillis) {

    /** What the platform adds to the engine at the median, in milliseconds. */
    public double overheadMillis() {
      return completed.percentile(50) - bareMillis;
    }

    /** How many times the engine's time a whole job takes at the median. */
    public double ratio() {
      return completed.percentile(50) / bareMillis;
    }
  }

  /** Runs {@code count} jobs, after some that warm up and do not count. */
  public static Measured measure(ApiClient client, Path picture, int count, BareEngine bare) {
    String input = client.upload(picture);
    for (int i = 0; i < WARM_UP; i++) {
      completed(client, client.convert(request(input)));
    }
    double[] accepted = new double[count];
    double[] started = new double[count];
    double[] completed = new double[count];
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      Job asked = client.convert(request(input));
      accepted[i] = millisSince(begin);
      Job ended = completed(client, asked);
      completed[i] = millisSince(begin);
      started[i] = ended.queued().orElse(PATIENCE).toNanos() / 1e6;
    }
    return new Measured(
        new Sample(accepted),
        new Sample(started),
        new Sample(completed),
        bare.medianMillis(picture, FORMAT, count));
  }

  private static ObjectNode request(String input) {
    ObjectNode request =
        JsonNodeFactory.instance.objectNode().put("input", input).put("output", FORMAT);
    request.putObject("options").put("memoize", false);
    return request;
  }

  private static Job completed(ApiClient client, Job asked) {
    Job ended = client.watch(asked.id(), _ -> {});
    if (!ended.isCompleted()) {
      throw new IllegalStateException("job %s ended as %s".formatted(ended.id(), ended.status()));
    }
    return ended;
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }
}
