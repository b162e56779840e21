package io.framewright.orchestrator.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.framewright.orchestrator.domain.Admission.Remembered;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.SharedWork;
import io.framewright.orchestrator.domain.TaskState;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What stands in a store, as JSON: readable by people, and by the next release as long as it only
 * adds fields that may be missing.
 */
public final class StoreSerde<T> implements Serde<T> {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(ids())
          .addMixIn(JobState.class, Named.class)
          .addMixIn(TaskState.class, Named.class)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  static {
    Stream.of(
            JobState.Absent.class,
            JobState.Queued.class,
            JobState.Running.class,
            JobState.Cancelling.class,
            JobState.Ended.class)
        .forEach(StoreSerde::name);
    Stream.of(TaskState.class.getPermittedSubclasses()).forEach(StoreSerde::name);
  }

  private final Class<T> type;

  private StoreSerde(Class<T> type) {
    this.type = type;
  }

  public static Serde<StoredJob> jobs() {
    return new StoreSerde<>(StoredJob.class);
  }

  public static Serde<SharedWork> works() {
    return new StoreSerde<>(SharedWork.class);
  }

  public static Serde<Remembered> requests() {
    return new StoreSerde<>(Remembered.class);
  }

  @Override
  public Serializer<T> serializer() {
    return (_, value) -> value == null ? null : write(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (_, bytes) -> bytes == null ? null : read(bytes);
  }

  private static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write %s to its store".formatted(value), e);
    }
  }

  private T read(byte[] bytes) {
    try {
      return JSON.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a store holds what is no %s of this release".formatted(type.getSimpleName()), e);
    }
  }

  private static void name(Class<?> state) {
    JSON.registerSubtypes(new NamedType(state, state.getSimpleName()));
  }

  private static SimpleModule ids() {
    SimpleModule module = new SimpleModule("ids");
    id(module, JobId.class, JobId::parse);
    id(module, TaskId.class, TaskId::parse);
    id(module, RunId.class, RunId::parse);
    id(module, TenantId.class, TenantId::new);
    module.addKeyDeserializer(
        TaskId.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return TaskId.parse(key);
          }
        });
    return module;
  }

  private static <I> void id(SimpleModule module, Class<I> type, Function<String, I> parse) {
    module.addSerializer(type, ToStringSerializer.instance);
    module.addDeserializer(type, new IdDeserializer<>(type, parse));
  }

  /** The simple name of a state's record stands beside its fields. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  private static final class IdDeserializer<I> extends FromStringDeserializer<I> {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, I> parse;

    IdDeserializer(Class<I> type, Function<String, I> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    protected I _deserialize(String text, DeserializationContext context) {
      return parse.apply(text);
    }
  }
}
