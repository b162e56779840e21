package io.framewright.orchestrator;

import io.framewright.platform.service.FramewrightService;

/** The job-orchestrator alone in its JVM. */
public final class JobOrchestratorService {

  /** The service's name, as configuration and {@link FramewrightService} know it. */
  public static final String NAME = "job-orchestrator";

  private JobOrchestratorService() {}

  /** Runs until SIGTERM. */
  public static void main(String[] arguments) {
    FramewrightService.run(NAME);
  }
}
