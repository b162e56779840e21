package io.framewright.gateway.security;

import io.framewright.platform.ids.TenantId;
import io.micronaut.security.authentication.Authentication;

/**
 * Who makes a request, and what they may.
 *
 * @param owner name of the API key
 * @param tenant whose jobs and objects they reach
 */
public record Caller(String owner, TenantId tenant, Allowance allowance) {

  private static final String ATTRIBUTE = "framewright.caller";

  /**
   * What a key allows.
   *
   * @param maxConcurrentJobs of the key's own that run at once
   * @param maxConcurrentJobsOfTenant that run at once, whoever asked for them
   * @param maxQueuedJobs of the tenant that wait
   * @param maxUploadBytes of one upload
   */
  public record Allowance(
      int maxConcurrentJobs,
      int maxConcurrentJobsOfTenant,
      int maxQueuedJobs,
      int requestsPerSecond,
      long maxUploadBytes) {}

  /** As micronaut-security knows the caller. */
  Authentication authentication() {
    return Authentication.build(owner, java.util.Map.of(ATTRIBUTE, this));
  }

  /**
   * The caller of a request that was let through.
   *
   * @throws IllegalStateException if {@code authentication} was not made here
   */
  public static Caller of(Authentication authentication) {
    if (authentication.getAttributes().get(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a request came through without a caller");
  }
}
