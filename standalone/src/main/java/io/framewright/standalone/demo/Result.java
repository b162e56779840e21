package io.framewright.standalone.demo;

import io.framewright.standalone.client.Job;

/**
 * What came of a conversion.
 *
 * @param bytesIn size of its input
 */
public record Result(Conversion conversion, Job job, long bytesIn) {

  /** 0 if there is no result. */
  public long bytesOut() {
    return job.outputs().isEmpty() ? 0 : job.outputs().getFirst().bytes();
  }
}
