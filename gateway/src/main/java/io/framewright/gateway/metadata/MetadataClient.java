package io.framewright.gateway.metadata;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.client.annotation.Client;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** metadata-service's internal HTTP interface. A client's own path would not be expanded. */
@Client(id = "metadata")
interface MetadataClient {

  @Get("/internal/tenants/{tenant}/jobs/{id}{?at_least}")
  HttpResponse<JobView> job(String tenant, UUID id, @QueryValue("at_least") long atLeast);

  @Get(
      "/internal/tenants/{tenant}/jobs{?status,type,external_id,batch_id,after,after_id,page,per_page,sort}")
  HttpResponse<JobPage> jobs(
      String tenant,
      @Nullable @QueryValue("status") String status,
      @Nullable @QueryValue("type") String type,
      @Nullable @QueryValue("external_id") String externalId,
      @Nullable @QueryValue("batch_id") String batchId,
      @Nullable @QueryValue("after") String after,
      @Nullable @QueryValue("after_id") UUID afterId,
      @QueryValue("page") int page,
      @QueryValue("per_page") int perPage,
      @QueryValue("sort") String sort);

  @Get("/internal/tenants/{tenant}/jobs/{id}/past{?at}")
  HttpResponse<JobView> past(String tenant, UUID id, @QueryValue("at") String at);

  @Get("/internal/tenants/{tenant}/jobs/{id}/history{?after,at_least}")
  HttpResponse<JobHistory> history(
      String tenant,
      UUID id,
      @QueryValue("after") long after,
      @QueryValue("at_least") long atLeast);

  @Get("/internal/tenants/{tenant}/jobs/{id}/waiting{?at_least}")
  HttpResponse<WaitingView> waiting(String tenant, UUID id, @QueryValue("at_least") long atLeast);

  @Get("/internal/tenants/{tenant}/jobs/effort{?operation,codec,sha256}")
  HttpResponse<EffortView> effort(
      String tenant,
      @QueryValue("operation") String operation,
      @QueryValue("codec") String codec,
      @QueryValue("sha256") String sha256);

  @Get("/internal/tenants/{tenant}/jobs/{id}/media")
  HttpResponse<JobMedia> media(String tenant, UUID id);
}
