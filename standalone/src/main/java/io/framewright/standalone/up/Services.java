package io.framewright.standalone.up;

import io.framewright.embedded.Ports;
import io.framewright.platform.service.FramewrightService;
import io.framewright.standalone.engines.Ffmpeg;
import io.framewright.standalone.engines.Libvips;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Secrets;
import io.framewright.standalone.up.Configuration.Member;
import io.framewright.standalone.up.ServiceProcess.Program;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The services, each started as soon as the servers that it needs are there. */
final class Services {

  private static final String ORCHESTRATOR = "job-orchestrator";
  private static final String TRANSCODER = "transcoder-service";
  private static final String IMAGE = "image-service";

  private final List<CompletableFuture<?>> all = new ArrayList<>();
  private final Map<String, Integer> ports;
  private final Map<String, CompletableFuture<ServiceProcess>> processes = new TreeMap<>();
  private final CompletableFuture<ApplicationContext> gateway;
  private final Parts parts;
  private final DataDirectory directory;
  private final Supplier<Configuration> settings;
  private final CompletableFuture<?> servers;

  Services(
      Parts parts,
      DataDirectory directory,
      Secrets secrets,
      ServicePorts servicePorts,
      Servers servers,
      CompletableFuture<Ffmpeg> ffmpeg,
      CompletableFuture<Libvips> libvips,
      Layout layout) {
    this.parts = parts;
    this.directory = directory;
    this.settings =
        () ->
            new Configuration(
                directory,
                secrets,
                servicePorts,
                servers.addresses(),
                ffmpeg.join(),
                libvips.join());
    this.servers = CompletableFuture.allOf(servers.started(), ffmpeg, libvips);
    this.ports = servicePorts.byName();

    inThisJvm("metadata-service", Configuration::metadataService);
    gateway = opened("gateway", Configuration::gateway);
    all.add(gateway);
    switch (layout) {
      case TOGETHER -> {
        Member orchestrator = member(ORCHESTRATOR, 1, true);
        Member transcoder = member(TRANSCODER, 1, true);
        inThisJvm(ORCHESTRATOR, known -> known.jobOrchestrator(orchestrator));
        inThisJvm(TRANSCODER, known -> known.transcoderService(transcoder));
        image(1, true);
      }
      case APART -> {
        for (int number = 1; number <= 2; number++) {
          orchestrator(number);
          transcoder(number);
          image(number, false);
        }
      }
    }
  }

  private Member member(String service, int number, boolean alone) {
    Member member = new Member(number, Ports.choose(0, service), alone);
    ports.put(member.own(service), member.port());
    return member;
  }

  private void inThisJvm(String service, Function<Configuration, Map<String, Object>> properties) {
    all.add(opened(service, properties));
  }

  private CompletableFuture<ApplicationContext> opened(
      String service, Function<Configuration, Map<String, Object>> properties) {
    return parts.open(
        service,
        () -> FramewrightService.start(service, properties.apply(settings.get())),
        servers);
  }

  private void orchestrator(int number) {
    Member member = member(ORCHESTRATOR, number, false);
    inItsOwn(
        new Program(
            member.own(ORCHESTRATOR),
            "platform",
            "io.framewright.orchestrator.JobOrchestratorService"),
        known -> directory.of(member.own("orchestrator")),
        known -> known.jobOrchestrator(member));
  }

  private void transcoder(int number) {
    Member member = member(TRANSCODER, number, false);
    inItsOwn(
        new Program(
            member.own(TRANSCODER), "platform", "io.framewright.transcoder.TranscoderService"),
        known -> known.scratch(member.own("transcoder")),
        known -> known.transcoderService(member));
  }

  private void image(int number, boolean alone) {
    Member member = member(IMAGE, number, alone);
    inItsOwn(
        new Program(member.own(IMAGE), "image", "io.framewright.image.ImageService"),
        known -> known.scratch(member.own("image")),
        known -> known.imageService(member));
  }

  private void inItsOwn(
      Program program,
      Function<Configuration, Path> home,
      Function<Configuration, Map<String, Object>> properties) {
    CompletableFuture<ServiceProcess> started =
        parts.open(
            program.name(),
            () -> {
              Configuration known = settings.get();
              return ServiceProcess.start(
                  directory,
                  program,
                  home.apply(known),
                  Configuration.asEnvironment(properties.apply(known)));
            },
            servers);
    processes.put(program.name(), started);
    all.add(started);
  }

  CompletableFuture<?>[] all() {
    return all.toArray(CompletableFuture[]::new);
  }

  Map<String, Integer> ports() {
    return ports;
  }

  /** What runs in JVMs of its own, by name; to be called when all have started. */
  Map<String, ServiceProcess> processes() {
    Map<String, ServiceProcess> started = new TreeMap<>();
    processes.forEach((name, process) -> started.put(name, process.join()));
    return started;
  }

  /** To be called when all have started. */
  ApplicationContext gateway() {
    return gateway.join();
  }
}
