package io.framewright.metadata.view;

import java.util.Optional;
import java.util.UUID;

/**
 * Which of a tenant's jobs, in what order, which page.
 *
 * @param operation exact name
 * @param after only what comes after this row; then there are no pages
 * @param page from 1
 * @param perPage 1 to 100
 */
public record JobFilter(
    Optional<JobStatus> status,
    Optional<String> operation,
    Optional<String> externalId,
    Optional<UUID> batchId,
    Order order,
    Optional<Position> after,
    int page,
    int perPage) {

  /** What the list can be sorted by; ties are broken by id. */
  public enum Field {
    CREATED_AT,
    UPDATED_AT,
    PRIORITY
  }

  /** One field and a direction. */
  public record Order(Field field, boolean descending) {}

  /**
   * A row's place in the order.
   *
   * @param value of the field that is sorted by: a time of RFC 3339, or the name of a priority
   */
  public record Position(String value, UUID id) {}

  /** The largest page. */
  public static final int MAX_PER_PAGE = 100;

  public JobFilter {
    if (page < 1) {
      throw new IllegalArgumentException("page is 1 or more, not %d".formatted(page));
    }
    if (perPage < 1 || perPage > MAX_PER_PAGE) {
      throw new IllegalArgumentException(
          "per_page is 1 to %d, not %d".formatted(MAX_PER_PAGE, perPage));
    }
  }

  /** Rows before the page. */
  public long offset() {
    return (long) (page - 1) * perPage;
  }
}
