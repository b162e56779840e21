package io.framewright.orchestrator.domain;

/**
 * How far a run says it is.
 *
 * @param stage what it does
 * @param inEngine whether that is the engine's own work
 * @param percent 0 to 100 of the whole task
 */
public record Progress(String stage, boolean inEngine, double percent) {}
