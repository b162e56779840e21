package io.framewright.orchestrator.domain;

/**
 * A place in a tenant's queue: the more urgent first, then first in first out.
 *
 * @param number from {@link TenantState#nextPlace}
 */
public record Place(Priority priority, long number) {}
