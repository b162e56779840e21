package io.framewright.orchestrator.domain;

/**
 * What a worker is asked to do; opaque here.
 *
 * @param version of the parameter schema, from 1
 * @param params canonical JSON (RFC 8785)
 */
public record Operation(String name, int version, String params) {}
