package io.framewright.gateway.metadata;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.client.annotation.Client;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** metadata-service's internal HTTP interface. */
@Client(id = "metadata", path = "/internal/tenants/{tenant}/jobs")
interface MetadataClient {

  @Get("/{id}")
  HttpResponse<JobView> job(String tenant, UUID id);

  @Get("{?status,type,external_id,batch_id,page,per_page,sort}")
  HttpResponse<JobPage> jobs(
      String tenant,
      @Nullable @QueryValue("status") String status,
      @Nullable @QueryValue("type") String type,
      @Nullable @QueryValue("external_id") String externalId,
      @Nullable @QueryValue("batch_id") String batchId,
      @QueryValue("page") int page,
      @QueryValue("per_page") int perPage,
      @QueryValue("sort") String sort);

  @Get("/{id}/history{?after}")
  HttpResponse<JobHistory> history(String tenant, UUID id, @QueryValue("after") long after);

  @Get("/{id}/media")
  HttpResponse<JobMedia> media(String tenant, UUID id);
}
