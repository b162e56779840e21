package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.codec.Inbound;
import io.framewright.orchestrator.codec.InboundDeserializer;
import io.framewright.orchestrator.codec.Outbound;
import io.framewright.orchestrator.codec.OutboundSerializer;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Three inputs keyed by tenant, one processor, and a sink for each record's own topic. */
public final class OrchestratorTopology {

  private static final String PROCESSOR = "orchestrator";

  /** A record without a time must not stop the world; it happens when its neighbours do. */
  private static final TimestampExtractor WRITTEN_AT =
      (record, partitionTime) -> Math.max(record.timestamp(), Math.max(partitionTime, 0));

  private OrchestratorTopology() {}

  /** The topics that are read; one partition of each makes one task, so their counts are equal. */
  public static List<String> inputs() {
    return List.of(Topics.COMMANDS.name(), Topics.REPORTS.name(), Topics.PROGRESS.name());
  }

  /**
   * A position in commands or reports that is gone is an error for a person, never a silent re-run.
   * Heartbeats may be skipped: only the next ones matter.
   */
  public static Topology of(Orchestration orchestration) {
    return of(orchestration.schemas(), () -> new OrchestratorProcessor(orchestration));
  }

  static Topology of(
      SchemaCatalogue schemas, Supplier<Processor<byte[], Inbound, byte[], Outbound>> processors) {
    Topology topology = new Topology();
    source(
        topology, AutoOffsetReset.none(), Topics.COMMANDS, InboundDeserializer.commands(schemas));
    source(topology, AutoOffsetReset.none(), Topics.REPORTS, InboundDeserializer.reports(schemas));
    source(
        topology, AutoOffsetReset.latest(), Topics.PROGRESS, InboundDeserializer.progress(schemas));
    return topology
        .addProcessor(PROCESSOR, new Processors(processors), inputs().toArray(String[]::new))
        .<byte[], Outbound>addSink(
            "out",
            (_, record, _) -> record.topic(),
            new ByteArraySerializer(),
            new OutboundSerializer(),
            PROCESSOR);
  }

  private static void source(
      Topology topology, AutoOffsetReset reset, Topic<?> topic, Deserializer<Inbound> meaning) {
    topology.addSource(
        reset, topic.name(), WRITTEN_AT, new ByteArrayDeserializer(), meaning, topic.name());
  }

  private record Processors(Supplier<Processor<byte[], Inbound, byte[], Outbound>> source)
      implements ProcessorSupplier<byte[], Inbound, byte[], Outbound> {

    @Override
    public Processor<byte[], Inbound, byte[], Outbound> get() {
      return source.get();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Stores.all();
    }
  }
}
