package io.framewright.standalone.bench;

/**
 * What a piece of work took.
 *
 * @param wall seconds from its begin to its end
 * @param processor seconds, over all processors
 */
public record Cost(double wall, double processor) {}
