package io.framewright.gateway.metadata;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * Some of a tenant's jobs.
 *
 * @param total how many there are altogether
 * @param more whether another page comes after this one
 */
@Serdeable
public record JobPage(List<JobView> jobs, long total, boolean more) {}
