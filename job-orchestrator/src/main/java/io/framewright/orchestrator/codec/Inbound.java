package io.framewright.orchestrator.codec;

import io.framewright.orchestrator.domain.Command;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** A record as it came in. */
public sealed interface Inbound {

  /** Somebody wants something of a job. */
  record Asked(JobId job, TenantId tenant, Command command, Cause cause) implements Inbound {}

  /**
   * Bytes that are not what their topic promises.
   *
   * @param value as read, if there was one
   */
  record Undecodable(Optional<Bytes> value, String error) implements Inbound {}
}
