package io.framewright.platform.avro;

import org.apache.avro.Schema;

/**
 * Schema ids of the Confluent wire format. Implementations answer from memory after the first
 * question, and are safe for use by many threads.
 */
public interface SchemaCatalogue {

  /** A schema's global id and its version under the subject that was asked for. */
  record Registered(int id, int version) {}

  /**
   * The id under which {@code schema} is written to {@code subject}.
   *
   * @throws IllegalStateException if the schema is not registered and cannot be
   */
  Registered register(String subject, Schema schema);

  /**
   * The schema that a record was written with.
   *
   * @throws UndecodableRecordException if no such schema is known
   */
  Schema byId(int id);
}
