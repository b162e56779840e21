package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Instance;
import io.framewright.standalone.files.ResidentMemory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether the platform runs, and how. */
@Command(
    name = "status",
    description = "Shows the services' health, ports, processes and memory.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private static final List<String> SERVICES =
      List.of(
          "gateway", "job-orchestrator", "metadata-service", "transcoder-service", "image-service");

  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    DataDirectory directory = common.directory();
    Optional<Instance> last = Instance.read(directory);
    Optional<Instance> running = last.filter(Instance::isAlive);
    if (running.isEmpty()) {
      if (common.json) {
        Common.print(JsonNodeFactory.instance.objectNode().put("running", false));
      } else {
        System.out.println("nothing runs in %s".formatted(directory.root()));
        last.ifPresent(_ ->
            System.out.println(
                "  the last platform was not stopped, it ended: see %s"
                    .formatted(directory.logs())));
      }
      return Failures.FAILED;
    }
    ObjectNode status = json(directory, running.get());
    if (common.json) {
      Common.print(status);
    } else {
      System.out.print(text(status));
    }
    return status.path("healthy").asBoolean() ? 0 : Failures.FAILED;
  }

  static ObjectNode json(DataDirectory directory, Instance instance) {
    ObjectNode status =
        JsonNodeFactory.instance
            .objectNode()
            .put("running", true)
            .put("data", directory.root().toString())
            .put("pid", instance.pid());
    instance.ready().ifPresent(ready -> status.put("ready_ms", ready.toMillis()));
    instance
        .process()
        .ifPresent(process -> {
          status.put("pss_bytes", new ResidentMemory().ofTree(process));
          var children = status.putArray("children");
          process.descendants().forEach(child -> children.add(child.pid()));
        });
    ObjectNode services = status.putObject("services");
    boolean healthy = instance.ready().isPresent();
    for (String service : SERVICES) {
      int port = instance.ports().getOrDefault(service, 0);
      String health = port == 0 ? "STARTING" : ApiClient.health(port).path("status").asText("DOWN");
      healthy &= health.equals("UP");
      services.putObject(service).put("status", health).put("port", port);
    }
    ObjectNode servers = status.putObject("servers");
    instance
        .ports()
        .forEach((name, port) -> {
          if (!SERVICES.contains(name)) {
            servers.put(name, port);
          }
        });
    return status.put("healthy", healthy);
  }

  private static String text(ObjectNode status) {
    Table table = new Table("PART", "STATUS", "PORT");
    status
        .path("services")
        .properties()
        .forEach(service ->
            table.row(
                service.getKey(),
                service.getValue().path("status").asText(),
                service.getValue().path("port").asText()));
    status
        .path("servers")
        .properties()
        .forEach(server -> table.row(server.getKey(), "-", server.getValue().asText()));
    return "%sprocess %d and %d children, memory %s, ready after %s, data in %s%n"
        .formatted(
            table,
            status.path("pid").asLong(),
            status.path("children").size(),
            Words.size(status.path("pss_bytes").asLong()),
            Words.time(java.time.Duration.ofMillis(status.path("ready_ms").asLong())),
            status.path("data").asText());
  }
}
