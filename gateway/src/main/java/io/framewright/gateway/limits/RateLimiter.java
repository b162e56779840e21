package io.framewright.gateway.limits;

import io.framewright.gateway.security.Caller;
import io.framewright.platform.memory.RecentMap;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One token bucket per key: {@code requests-per-second} on average, twice as many at once. The
 * buckets live in Redis, so that several gateways share them; while Redis is away each gateway
 * counts by itself, which is less exact and never an error.
 */
@Singleton
final class RateLimiter {

  private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);
  private static final int MOST_LOCAL = 10_000;

  private final SharedBuckets shared;
  private final Map<String, Bucket> local = new RecentMap<>(MOST_LOCAL);

  RateLimiter(SharedBuckets shared) {
    this.shared = shared;
  }

  /** Takes a token; zero, or how long until there is one. */
  Duration take(Caller caller) {
    String name = caller.tenant() + "/" + caller.owner();
    BucketConfiguration limits = limits(caller.allowance().requestsPerSecond());
    ConsumptionProbe probe =
        shared
            .take(name, limits)
            .orElseGet(() -> local(name, limits).tryConsumeAndReturnRemaining(1));
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private Bucket local(String name, BucketConfiguration limits) {
    synchronized (local) {
      return local.computeIfAbsent(
          name,
          _ -> {
            LOG.atDebug().addKeyValue("key", name).log("counting requests here, without Redis");
            return Bucket.builder().addLimit(limits.getBandwidths()[0]).build();
          });
    }
  }

  private static BucketConfiguration limits(int perSecond) {
    return BucketConfiguration.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(2L * perSecond)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build())
        .build();
  }
}
