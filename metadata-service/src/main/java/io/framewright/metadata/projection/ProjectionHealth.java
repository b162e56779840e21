package io.framewright.metadata.projection;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Ready while every projection follows the log; its details tell how far behind each one is. */
@Singleton
@Readiness
public class ProjectionHealth implements HealthIndicator {

  private final Projections projections;
  private final DeadLetters deadLetters;

  public ProjectionHealth(Projections projections, DeadLetters deadLetters) {
    this.projections = projections;
    this.deadLetters = deadLetters;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Map<String, Object> details = new LinkedHashMap<>();
    boolean following = true;
    for (Projection projection : projections.all()) {
      ProjectionProgress.Snapshot snapshot = projection.progress().snapshot();
      following &= snapshot.following();
      details.put(projection.name(), describe(snapshot));
    }
    details.put("dead_letters", deadLetters.count());
    return Publishers.just(
        HealthResult.builder("projections", following ? HealthStatus.UP : HealthStatus.DOWN)
            .details(details)
            .build());
  }

  private static Map<String, Object> describe(ProjectionProgress.Snapshot snapshot) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("following", snapshot.following());
    snapshot.failure().ifPresent(reason -> details.put("failure", reason));
    details.put("lag", snapshot.lag().values().stream().mapToLong(Long::longValue).sum());
    details.put("positions", snapshot.positions());
    return details;
  }
}
