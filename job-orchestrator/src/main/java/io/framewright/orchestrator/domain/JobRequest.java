package io.framewright.orchestrator.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client asks for, as it was accepted.
 *
 * @param operation what the job does, for people and lists
 * @param owner name of the API key or id of the user that asked
 * @param maxConcurrentJobs jobs of the tenant between first offer and end
 * @param maxConcurrentJobsOfOwner jobs of the owner between first offer and end, if that counts too
 * @param requestHash hex SHA-256 of the request's body
 * @param retryOf the job that this one repeats
 * @param requestKey object key of what must not stand in the log
 * @param memoize whether an equal finished job may be reused
 */
public record JobRequest(
    String operation,
    Priority priority,
    List<TaskSpec> tasks,
    String owner,
    int maxConcurrentJobs,
    Optional<Integer> maxConcurrentJobsOfOwner,
    Optional<String> idempotencyKey,
    Optional<String> requestHash,
    Optional<String> externalId,
    Optional<UUID> batchId,
    Optional<UUID> retryOf,
    Optional<String> requestKey,
    boolean memoize) {

  public JobRequest {
    tasks = List.copyOf(tasks);
  }
}
