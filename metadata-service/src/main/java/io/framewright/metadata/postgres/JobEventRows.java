package io.framewright.metadata.postgres;

import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** The history of jobs, as it was written with the views. */
@R2dbcRepository(dialect = Dialect.POSTGRES)
interface JobEventRows extends GenericRepository<JobEventRow, UUID> {

  Flux<JobEventRow> findByTenantAndJobIdAndSequenceGreaterThanOrderBySequence(
      String tenant, UUID jobId, long sequence);
}
