package io.framewright.gateway.jobs;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.log.JobFeeds;
import io.framewright.gateway.log.JobFeeds.Live;
import io.framewright.gateway.metadata.JobView;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Prefer: wait=N} (RFC 7240): an answer when the job has ended, if that is soon. */
final class JobWait {

  /** The longest wait that is granted, in seconds. */
  static final int LONGEST = 60;

  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=\"?([0-9]{1,9})\"?");

  private JobWait() {}

  /** How long the client prefers to wait; zero without a preference. */
  static Duration preferred(HttpRequest<?> request) {
    String preference = request.getHeaders().get("Prefer");
    if (preference == null) {
      return Duration.ZERO;
    }
    if (preference.length() > 1_000) {
      throw new ApiException(ErrorCode.INVALID_HEADER, "Prefer is too long.");
    }
    Matcher wait = WAIT.matcher(preference);
    return wait.find()
        ? Duration.ofSeconds(Math.min(LONGEST, Long.parseLong(wait.group(1))))
        : Duration.ZERO;
  }

  /** The job at its end, or as it is after {@code patience}. */
  static JobView follow(JobView job, JobFeeds.Feed feed, Duration patience) {
    long deadline = System.nanoTime() + Math.multiplyExact(patience.toMillis(), 1_000_000L);
    JobView now = job;
    try {
      while (!now.ended() && System.nanoTime() < deadline) {
        Optional<Live> live = feed.next(Duration.ofNanos(deadline - System.nanoTime()));
        if (live.isPresent() && live.get() instanceof Live.Event(var event)) {
          now = JobFold.after(now, event);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return now;
  }
}
