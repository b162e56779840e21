package io.framewright.gateway.log;

import io.framewright.schemas.avro.JobCommand;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/** Where commands are written. */
public interface CommandLog {

  /**
   * Writes a command and waits for what becomes of it.
   *
   * @param payload the branch of the command's union
   * @param patience how long to wait for the decision, counted from when the command is durable
   * @throws io.framewright.gateway.errors.ApiException SERVICE_UNAVAILABLE if the command may not
   *     have been written
   */
  Decision submit(JobCommand command, SpecificRecord payload, Duration patience);
}
