package io.framewright.transcoder;

import io.framewright.worker.loop.WorkerSettings;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/**
 * Where {@code framewright.worker.slots} does not say, one processor is left to everybody else:
 * each ffmpeg uses all that it gets.
 */
@Singleton
final class SpareProcessor implements BeanCreatedEventListener<WorkerSettings> {

  private final Environment environment;

  SpareProcessor(Environment environment) {
    this.environment = environment;
  }

  @Override
  public WorkerSettings onCreated(BeanCreatedEvent<WorkerSettings> event) {
    WorkerSettings settings = event.getBean();
    if (environment.getProperty("framewright.worker.slots", Integer.class).orElse(0) > 0) {
      return settings;
    }
    return new WorkerSettings(
        settings.id(),
        Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
        settings.scratchDir(),
        settings.source(),
        settings.drain(),
        settings.minFreeBytes());
  }
}
