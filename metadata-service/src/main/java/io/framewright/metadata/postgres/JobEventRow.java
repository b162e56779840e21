package io.framewright.metadata.postgres;

import io.framewright.metadata.view.JobFold;
import io.framewright.metadata.view.PayloadJson;
import io.framewright.schemas.avro.JobEvent;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.Schema;

/**
 * One event of one job's history.
 *
 * @param type name of the payload's record
 * @param data the payload
 */
@MappedEntity(value = "job_event", schema = Migrations.SCHEMA)
public record JobEventRow(
    @Id UUID jobId,
    @Id long sequence,
    String tenant,
    String type,
    Instant occurredAt,
    @TypeDef(type = DataType.JSON) JsonNode data) {

  /**
   * The event, for the fold.
   *
   * @throws IllegalArgumentException if no event of today's schema is called {@code type}
   */
  JobFold.Fact fact() {
    Schema payloads = JobEvent.getClassSchema().getField("payload").schema();
    Schema schema =
        payloads.getTypes().stream()
            .filter(branch -> branch.getName().equals(type))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no event is called " + type));
    return new JobFold.Fact(jobId, tenant, sequence, occurredAt, PayloadJson.read(schema, data));
  }
}
