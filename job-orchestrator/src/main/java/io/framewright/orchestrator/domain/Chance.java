package io.framewright.orchestrator.domain;

/** Where jitter comes from; what it led to stands in the event. */
@FunctionalInterface
public interface Chance {

  /** Any number from 0, inclusive, to 1, exclusive. */
  double next();
}
