package io.framewright.gateway.limits;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Token buckets in Redis. It connects in the background; until that has worked, and for a while
 * after a question stayed without an answer, it has none.
 */
@Singleton
public final class SharedBuckets {

  private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);
  private static final Duration ANSWER = Duration.ofMillis(200);
  private static final Duration AVOID = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final String PREFIX = "rate:";

  private final RedisClient client;
  private final ExecutorService connector = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean connecting = new AtomicBoolean();
  private final AtomicLong avoidUntil = new AtomicLong(System.nanoTime());
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
  private volatile @Nullable ProxyManager<String> buckets;

  SharedBuckets(RedisClient client) {
    this.client = client;
  }

  /** Whether Redis answers, as far as known. */
  public boolean connected() {
    StatefulRedisConnection<String, byte[]> open = connection;
    return open != null && open.isOpen() && System.nanoTime() - avoidUntil.get() >= 0;
  }

  /** Takes a token out of the bucket {@code name}; empty if Redis is away. */
  Optional<ConsumptionProbe> take(String name, BucketConfiguration limits) {
    if (System.nanoTime() - avoidUntil.get() < 0) {
      return Optional.empty();
    }
    ProxyManager<String> manager = buckets;
    if (manager == null) {
      connect();
      return Optional.empty();
    }
    try {
      return Optional.of(
          manager.builder().build(PREFIX + name, () -> limits).tryConsumeAndReturnRemaining(1));
    } catch (RuntimeException e) { // whatever it is, it must not fail a request
      avoidUntil.set(System.nanoTime() + AVOID.toNanos());
      LOG.atWarn().setCause(e).log("Redis does not count requests; counting here for a while");
      return Optional.empty();
    }
  }

  private void connect() {
    if (connecting.compareAndSet(false, true)) {
      connector.execute(this::tryToConnect);
    }
  }

  private void tryToConnect() {
    try {
      StatefulRedisConnection<String, byte[]> opened =
          client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
      opened.setTimeout(ANSWER);
      connection = opened;
      buckets =
          Bucket4jLettuce.casBasedBuilder(opened)
              .expirationAfterWrite(
                  ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(IDLE))
              .requestTimeout(ANSWER)
              .build();
      LOG.atInfo().log("requests are counted in Redis");
    } catch (RuntimeException e) { // it is tried again
      avoidUntil.set(System.nanoTime() + AVOID.toNanos());
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("Redis is away; counting here");
    } finally {
      connecting.set(false);
    }
  }

  @PreDestroy
  void close() {
    connector.close();
    StatefulRedisConnection<String, byte[]> open = connection;
    if (open != null) {
      open.close();
    }
  }
}
