package io.framewright.platform.kafka;

import org.apache.avro.specific.SpecificRecord;

/**
 * A topic and the record that stands in it. Keys are strings (ids in their usual form).
 *
 * @param name as on the broker
 * @param record the Avro record of the values
 */
public record Topic<V extends SpecificRecord>(String name, Class<V> record) {

  /** Confluent's subject name for the values (TopicNameStrategy). */
  public String subject() {
    return name + "-value";
  }
}
