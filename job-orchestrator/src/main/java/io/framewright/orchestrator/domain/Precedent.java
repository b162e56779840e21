package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.JobId;
import java.util.List;

/** What is known of the very work that a job asks for, among its tenant's other jobs. */
public sealed interface Precedent {

  /** Nobody has done it, as far as is known, or the job does not want to know. */
  record None() implements Precedent {}

  /** The job's renditions are there and may be used again. */
  record Done(JobId job, List<Rendition> outputs) implements Precedent {
    public Done {
      outputs = List.copyOf(outputs);
    }
  }

  /** The job has been accepted and has not ended. */
  record UnderWay(JobId job) implements Precedent {}
}
