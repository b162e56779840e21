package io.framewright.orchestrator.domain;

import java.util.Optional;

/**
 * An object that a task made.
 *
 * @param name unique within the job
 * @param key in the object store
 * @param sha256 lower-case hex
 * @param width pixels
 * @param height pixels
 * @param durationSeconds of what plays
 * @param media technical metadata as JSON
 */
public record Rendition(
    String name,
    String key,
    String contentType,
    long bytes,
    String sha256,
    Optional<Integer> width,
    Optional<Integer> height,
    Optional<Double> durationSeconds,
    Optional<String> media) {}
