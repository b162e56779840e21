// Prints the events of jobs as they happen, until it is stopped. Needs kafka-clients and avro, nothing of Framewright:
//   mvn -q dependency:copy-dependencies -DoutputDirectory=lib && java -cp 'lib/*' ReadEvents.java ~/.framewright/credentials.json
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

void main(String[] arguments) throws Exception {
  var json = new ObjectMapper(); // comes with avro
  var credentials = json.readTree(new File(arguments[0]));
  String registry = credentials.path("schema_registry_url").asText();
  Map<Integer, Schema> schemas = new HashMap<>();
  Map<String, Object> settings = Map.of(
      "bootstrap.servers", credentials.path("bootstrap_servers").asText(),
      "group.id", "read-events-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis(),
      "auto.offset.reset", "earliest",
      "isolation.level", "read_committed");
  try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
    consumer.subscribe(List.of("media.job.events.v1"));
    while (true) {
      for (var record : consumer.poll(java.time.Duration.ofSeconds(1))) {
        var bytes = java.nio.ByteBuffer.wrap(record.value()); // a zero byte, the schema id, Avro binary
        int id = bytes.getInt(1);
        if (!schemas.containsKey(id)) {
          var schema = json.readTree(URI.create(registry + "/schemas/ids/" + id).toURL()).path("schema").asText();
          schemas.put(id, new Schema.Parser().parse(schema));
        }
        var decoder = DecoderFactory.get().binaryDecoder(record.value(), 5, record.value().length - 5, null);
        GenericRecord event = new GenericDatumReader<GenericRecord>(schemas.get(id)).read(null, decoder);
        System.out.println(((GenericRecord) event.get("payload")).getSchema().getName() + " " + event);
      }
    }
  }
}
