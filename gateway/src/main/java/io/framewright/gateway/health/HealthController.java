package io.framewright.gateway.health;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.limits.SharedBuckets;
import io.framewright.gateway.log.LogTail;
import io.framewright.gateway.metadata.JobQuery;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.StorageException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /api/v1/health}: whether the platform works, as seen from its door. */
@Controller("/api/v1/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

  private static final String HEALTHY = "healthy";

  private final Clock clock;
  private final Version version;
  private final LogTail tail;
  private final ObjectStore objects;
  private final JobReads reads;
  private final SharedBuckets buckets;

  HealthController(
      Clock clock,
      Version version,
      LogTail tail,
      ObjectStore objects,
      JobReads reads,
      SharedBuckets buckets) {
    this.clock = clock;
    this.version = version;
    this.tail = tail;
    this.objects = objects;
    this.reads = reads;
    this.buckets = buckets;
  }

  /** That the gateway answers. */
  @Serdeable
  record Health(String status, Instant timestamp, String version) {}

  /**
   * How its parts are.
   *
   * @param status healthy; degraded if only what may be lost is away; unhealthy otherwise
   */
  @Serdeable
  record Detailed(
      String status, Instant timestamp, String version, Map<String, Component> components) {}

  /** One part. */
  @Serdeable
  record Component(String status, String message) {}

  @Get
  Health health() {
    return new Health(HEALTHY, clock.instant(), version.text());
  }

  @Get("/detailed")
  Detailed detailed(Authentication authentication) {
    Caller caller = Caller.of(authentication);
    Map<String, Component> components = new LinkedHashMap<>();
    components.put("queue", component(tail.isReady(), "the end of the log is read"));
    components.put("storage", storage(caller));
    components.put("database", database(caller));
    boolean vital = components.values().stream().allMatch(part -> part.status().equals(HEALTHY));
    components.put("cache", component(buckets.connected(), "requests are counted in Redis"));
    String status = !vital ? "unhealthy" : buckets.connected() ? HEALTHY : "degraded";
    return new Detailed(status, clock.instant(), version.text(), components);
  }

  private static Component component(boolean works, String what) {
    return new Component(works ? HEALTHY : "unhealthy", works ? what : "not so that " + what);
  }

  private Component storage(Caller caller) {
    try {
      objects.head("health/" + caller.tenant());
      return component(true, "the object store answers");
    } catch (StorageException _) {
      return component(false, "the object store answers");
    }
  }

  private Component database(Caller caller) {
    try {
      reads.list(
          caller.tenant(), new JobQuery(null, null, null, null, null, 1, 1, "created_at:desc"));
      return component(true, "the read models answer");
    } catch (ApiException _) {
      return component(false, "the read models answer");
    }
  }
}
