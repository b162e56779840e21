package io.framewright.platform.avro;

import io.framewright.platform.kafka.Topic;
import io.framewright.schemas.avro.Metadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * One topic's values as bytes: Confluent wire format (a zero byte, the schema id as a big-endian
 * int32, Avro binary). Safe for use by many threads.
 */
public final class AvroCodec<V extends SpecificRecord> {

  private static final byte MAGIC = 0;
  private static final int PREFIX = 5;

  static {
    // Avro makes objects only of classes that it was told to trust: our own records, and no others
    String ours = Metadata.class.getPackageName();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(ours)));
  }

  private final Topic<V> topic;
  private final SchemaCatalogue catalogue;
  private final Schema current;
  private final Map<Integer, SpecificDatumReader<V>> readers = new ConcurrentHashMap<>();

  public AvroCodec(Topic<V> topic, SchemaCatalogue catalogue) {
    this.topic = topic;
    this.catalogue = catalogue;
    this.current = SpecificData.get().getSchema(topic.record());
  }

  /** {@code subject/version} of what {@link #encode} writes, for the ce_dataschema header. */
  public String dataSchema() {
    return "%s/%d"
        .formatted(topic.subject(), catalogue.register(topic.subject(), current).version());
  }

  public byte[] encode(V value) {
    int id = catalogue.register(topic.subject(), current).id();
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new SpecificDatumWriter<V>(current).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode a %s".formatted(current.getName()), e);
    }
    return out.toByteArray();
  }

  /**
   * @throws UndecodableRecordException if the bytes are not a record of this topic in any released
   *     version
   */
  public V decode(byte[] bytes) {
    if (bytes.length < PREFIX || bytes[0] != MAGIC) {
      throw new UndecodableRecordException(
          "%s: %d bytes that do not begin like a record".formatted(topic.name(), bytes.length));
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    SpecificDatumReader<V> reader = readers.computeIfAbsent(id, this::reader);
    try {
      return reader.read(
          null, DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null));
    } catch (IOException | RuntimeException e) {
      throw new UndecodableRecordException(
          "%s: bytes that are no %s of schema id %d".formatted(topic.name(), current.getName(), id),
          e);
    }
  }

  private SpecificDatumReader<V> reader(int id) {
    return new SpecificDatumReader<>(catalogue.byId(id), current);
  }
}
