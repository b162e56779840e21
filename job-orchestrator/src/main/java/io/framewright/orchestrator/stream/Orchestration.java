package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.domain.Chance;
import io.framewright.orchestrator.domain.Policy;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.telemetry.Traces;
import java.time.Duration;

/**
 * What the topology is built from.
 *
 * @param leaseTimeout from a run's last heartbeat to the loss of its lease
 */
public record Orchestration(
    Policy policy,
    Duration leaseTimeout,
    SchemaCatalogue schemas,
    BacklogGauge gauge,
    Chance chance,
    Meters meters,
    Traces traces) {}
