package io.framewright.platform.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts one service as one Micronaut context, alone in its JVM or beside others. Every module's
 * root package is a bean configuration that requires {@code framewright.service=<name>}, so on a
 * class path with several services each context holds its own beans only. Defaults stand in {@code
 * framewright/<name>/application.yml} on the class path, and those of all in {@code
 * framewright/application.yml}.
 */
public final class FramewrightService {

  private FramewrightService() {}

  /**
   * Returns when the service listens.
   *
   * @param name for instance gateway
   * @param properties override files and environment, for embedding and tests
   */
  public static ApplicationContext start(String name, Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(IndexedVariables.settings(System.getenv()));
    all.putAll(properties);
    all.put("framewright.service", name);
    all.putIfAbsent("micronaut.application.name", name);
    ApplicationContext context =
        ApplicationContext.builder()
            .overrideConfigLocations(
                "classpath:framewright/", "classpath:framewright/%s/".formatted(name))
            .properties(all)
            .deduceEnvironment(false)
            .bootstrapEnvironment(
                false) // or Micronaut looks through every bean for one that wants it
            .banner(false)
            .start();
    try {
      context.findBean(EmbeddedServer.class).ifPresent(EmbeddedServer::start);
      return context;
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** {@code main} of a service that runs alone: starts it and stays until SIGTERM. */
  public static void run(String name) {
    ApplicationContext context = start(name, Map.of());
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(context::close));
  }
}
