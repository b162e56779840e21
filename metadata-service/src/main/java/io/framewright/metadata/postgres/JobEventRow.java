package io.framewright.metadata.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.UUID;

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
    @TypeDef(type = DataType.JSON) JsonNode data) {}
