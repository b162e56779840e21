package io.framewright.gateway.log;

import io.framewright.schemas.avro.CommandRejected;
import io.framewright.schemas.avro.JobEvent;

/** What became of a command, as far as the log had it in time. */
public sealed interface Decision {

  /** The command changed something; {@code event} is the first thing that it changed. */
  record Accepted(JobEvent event) implements Decision {}

  /** The command changed nothing. */
  record Refused(CommandRejected rejection) implements Decision {}

  /** The command is durable and will be decided later. */
  record Undecided() implements Decision {}
}
