package io.framewright.metadata.view;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One page of a list.
 *
 * @param total jobs on all pages together
 * @param more whether another page comes after this one
 */
@Serdeable
public record JobPage(List<JobView> jobs, long total, boolean more) {

  public JobPage {
    jobs = List.copyOf(jobs);
  }
}
