package io.framewright.gateway.metadata;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; what is null does not matter.
 *
 * @param after a row of the page before; then {@code page} is 1
 * @param page from 1
 * @param sort {@code field:asc} or {@code field:desc}
 */
@Introspected
public record JobQuery(
    @Nullable String status,
    @Nullable String type,
    @Nullable String externalId,
    @Nullable String batchId,
    @Nullable Position after,
    int page,
    int perPage,
    String sort) {

  /**
   * A row's place in the order.
   *
   * @param value of the field that is sorted by, as text
   */
  @Introspected
  public record Position(String value, UUID id) {}
}
