package io.framewright.gateway.metadata;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.log.SeenEvents;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link JobReads} by asking metadata-service. */
@Singleton
final class MetadataReads implements JobReads {

  private static final Logger LOG = LoggerFactory.getLogger(MetadataReads.class);

  private final MetadataClient client;
  private final SeenEvents seen;

  MetadataReads(MetadataClient client, SeenEvents seen) {
    this.client = client;
    this.seen = seen;
  }

  @Override
  public Optional<JobView> find(TenantId tenant, JobId job) {
    return ask(() -> client.job(tenant.value(), job.value(), seen.of(job)));
  }

  @Override
  public JobPage list(TenantId tenant, JobQuery query) {
    return ask(() ->
            client.jobs(
                tenant.value(),
                query.status(),
                query.type(),
                query.externalId(),
                query.batchId(),
                query.after() == null ? null : query.after().value(),
                query.after() == null ? null : query.after().id(),
                query.page(),
                query.perPage(),
                query.sort()))
        .orElseThrow(() -> ApiException.unavailable("The list of jobs is not to be had.", null));
  }

  @Override
  public Optional<JobView> past(TenantId tenant, JobId job, Instant at) {
    return ask(() -> client.past(tenant.value(), job.value(), at.toString()));
  }

  @Override
  public Optional<JobHistory> history(TenantId tenant, JobId job, long after) {
    return ask(() -> client.history(tenant.value(), job.value(), after, seen.of(job)));
  }

  @Override
  public Optional<WaitingView> waiting(TenantId tenant, JobId job) {
    return ask(() -> client.waiting(tenant.value(), job.value(), seen.of(job)));
  }

  @Override
  public Optional<JobMedia> media(TenantId tenant, JobId job) {
    return ask(() -> client.media(tenant.value(), job.value()));
  }

  @Override
  public EffortView effort(TenantId tenant, String operation, String codec, String inputSha256) {
    return ask(() -> client.effort(tenant.value(), operation, codec, inputSha256))
        .orElseGet(() -> new EffortView(null, List.of()));
  }

  private static <T> Optional<T> ask(Supplier<HttpResponse<T>> question) {
    try {
      HttpResponse<T> answer = question.get();
      return answer.code() == HttpStatus.NOT_FOUND.getCode() ? Optional.empty() : answer.getBody();
    } catch (HttpClientResponseException e) {
      if (e.code() == HttpStatus.NOT_FOUND.getCode()) {
        return Optional.empty();
      }
      LOG.atWarn().addKeyValue("status", e.code()).log("metadata-service refused a read");
      throw ApiException.unavailable("The read models are behind; ask again shortly.", e);
    } catch (HttpClientException e) {
      LOG.atWarn().setCause(e).log("metadata-service does not answer");
      throw ApiException.unavailable("The read models do not answer; ask again shortly.", e);
    }
  }
}
