package io.framewright.gateway.metadata;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; what is null does not matter.
 *
 * @param page from 1
 * @param sort {@code field:asc} or {@code field:desc}
 */
@Introspected
public record JobQuery(
    @Nullable String status,
    @Nullable String type,
    @Nullable String externalId,
    @Nullable String batchId,
    int page,
    int perPage,
    String sort) {}
