package io.framewright.worker.offers;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.UndecodableRecordException;
import io.framewright.schemas.avro.TaskOffered;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes claims of polled records, the same way for every kind of group. */
final class OfferReader {

  private static final Logger LOG = LoggerFactory.getLogger(OfferReader.class);

  /** How a kind of group tells the broker what has become of a record. */
  interface Settling {

    /** The offer was taken: nobody gets it again. */
    void accept(ConsumerRecord<String, byte[]> record);

    /** The offer was not taken: somebody gets it again. */
    void giveBack(ConsumerRecord<String, byte[]> record);

    /** The record is no offer: nobody gets it again. */
    void reject(ConsumerRecord<String, byte[]> record);
  }

  private record Polled(TaskOffered offer, ConsumerRecord<String, byte[]> record, Settling settling)
      implements Claim {

    @Override
    public void accept() {
      settling.accept(record);
    }

    @Override
    public void giveBack() {
      settling.giveBack(record);
    }
  }

  private final AvroCodec<TaskOffered> codec;
  private final Settling settling;

  OfferReader(AvroCodec<TaskOffered> codec, Settling settling) {
    this.codec = codec;
    this.settling = settling;
  }

  /** The offer that {@code poll} brings: none if it is woken, times out or brings no offer. */
  Optional<Claim> claim(Supplier<ConsumerRecords<String, byte[]>> poll) {
    try {
      Iterator<ConsumerRecord<String, byte[]>> records = poll.get().iterator();
      return records.hasNext() ? read(records.next()) : Optional.empty();
    } catch (WakeupException e) {
      LOG.atDebug().log("woken while waiting for an offer");
      return Optional.empty();
    }
  }

  private Optional<Claim> read(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.of(new Polled(codec.decode(record.value()), record, settling));
    } catch (UndecodableRecordException e) {
      LOG.atError()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .setCause(e)
          .log("passed over an offer that cannot be read");
      settling.reject(record);
      return Optional.empty();
    }
  }
}
