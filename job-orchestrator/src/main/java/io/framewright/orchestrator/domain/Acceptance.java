package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.JobId;
import java.time.Instant;
import java.util.Optional;

/**
 * What was settled when a job was accepted and stays so.
 *
 * @param at when that was
 * @param owner name of the API key or id of the user that asked
 * @param maxConcurrentJobs jobs of the tenant between first offer and end
 * @param maxConcurrentJobsOfOwner jobs of the owner between first offer and end, if that counts too
 * @param work what the job does, as {@link WorkKey} names it; empty when it shares no results
 * @param follows the job whose result it waits for
 */
public record Acceptance(
    Instant at,
    String owner,
    int maxConcurrentJobs,
    Optional<Integer> maxConcurrentJobsOfOwner,
    Optional<String> work,
    Optional<JobId> follows) {

  static Acceptance of(Event.JobAccepted event, Instant at) {
    JobRequest request = event.request();
    return new Acceptance(
        at,
        request.owner(),
        request.maxConcurrentJobs(),
        request.maxConcurrentJobsOfOwner(),
        WorkKey.of(request),
        event.follows());
  }
}
