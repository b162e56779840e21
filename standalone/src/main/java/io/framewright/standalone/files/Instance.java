package io.framewright.standalone.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The process that runs, or ran, a data directory's platform.
 *
 * @param startedAt of the process, as the kernel has it: with the pid it names one process for ever
 * @param ready how long it took to get ready; nothing while it starts
 * @param ports what listens where, by name
 */
public record Instance(
    long pid, Instant startedAt, Optional<Duration> ready, Map<String, Integer> ports) {

  public Instance {
    ports = Map.copyOf(ports);
  }

  /** This process, which is starting. */
  public static Instance starting() {
    return of(ProcessHandle.current(), Optional.empty(), Map.of());
  }

  /** This process, which is ready. */
  public static Instance ready(Duration after, Map<String, Integer> ports) {
    return of(ProcessHandle.current(), Optional.of(after), ports);
  }

  private static Instance of(
      ProcessHandle process, Optional<Duration> ready, Map<String, Integer> ports) {
    return new Instance(process.pid(), startOf(process), ready, ports);
  }

  public static Optional<Instance> read(DataDirectory directory) {
    return directory.instance().read().map(Instance::parse);
  }

  public void write(DataDirectory directory) {
    ObjectNode json =
        PrivateFile.object().put("pid", pid).put("started_at", startedAt.toEpochMilli());
    ready.ifPresent(duration -> json.put("ready_ms", duration.toMillis()));
    ObjectNode named = json.putObject("ports");
    ports.forEach(named::put);
    directory.instance().write(json);
  }

  /** The process, if it still runs and its number was not given to another. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process).equals(startedAt));
  }

  public boolean isAlive() {
    return process().isPresent();
  }

  private static Instant startOf(ProcessHandle process) {
    return Instant.ofEpochMilli(
        process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  private static Instance parse(JsonNode json) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    json.path("ports")
        .properties()
        .forEach(port -> ports.put(port.getKey(), port.getValue().asInt()));
    return new Instance(
        json.path("pid").asLong(),
        Instant.ofEpochMilli(json.path("started_at").asLong()),
        json.has("ready_ms")
            ? Optional.of(Duration.ofMillis(json.path("ready_ms").asLong()))
            : Optional.empty(),
        ports);
  }
}
