package io.framewright.gateway.security;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * One API key of the configuration.
 *
 * @param key the secret itself
 * @param name shown as the owner of jobs
 * @param tenant whose jobs and objects the key reaches
 * @param maxConcurrentJobs jobs of the key that run at once
 * @param maxConcurrentJobsOfTenant jobs of the tenant that run at once, whoever asked for them
 * @param maxQueuedJobs jobs of the tenant that may wait; more are refused with 429
 * @param requestsPerSecond that the key may make on average; twice as many at once
 * @param maxUploadBytes of one upload
 */
@EachProperty(value = "framewright.api-keys", list = true)
public record ApiKeySettings(
    @Nullable String key,
    @Bindable(defaultValue = "default") String name,
    @Bindable(defaultValue = "default") String tenant,
    @Bindable(defaultValue = "10") int maxConcurrentJobs,
    @Bindable(defaultValue = "20") int maxConcurrentJobsOfTenant,
    @Bindable(defaultValue = "10000") int maxQueuedJobs,
    @Bindable(defaultValue = "50") int requestsPerSecond,
    @Bindable(defaultValue = "524288000") long maxUploadBytes) {}
