package io.framewright.standalone.up;

import io.framewright.platform.service.FramewrightService;
import io.framewright.standalone.engines.Ffmpeg;
import io.framewright.standalone.engines.Libvips;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The five services, each started as soon as the servers that it needs are there. */
final class Services {

  private final List<CompletableFuture<?>> all;

  Services(
      Parts parts,
      DataDirectory directory,
      Secrets secrets,
      ServicePorts ports,
      Servers servers,
      CompletableFuture<Ffmpeg> ffmpeg,
      CompletableFuture<Libvips> libvips) {
    Supplier<Configuration> settings =
        () ->
            new Configuration(
                directory, secrets, ports, servers.addresses(), ffmpeg.join(), libvips.join());
    CompletableFuture<?> everything = CompletableFuture.allOf(servers.started(), ffmpeg, libvips);

    all =
        List.of(
            parts.open(
                "image-service", () -> image(directory, settings.get().imageService()), everything),
            parts.open(
                "job-orchestrator",
                () ->
                    FramewrightService.start("job-orchestrator", settings.get().jobOrchestrator()),
                everything),
            parts.open(
                "metadata-service",
                () ->
                    FramewrightService.start("metadata-service", settings.get().metadataService()),
                everything),
            parts.open(
                "transcoder-service",
                () ->
                    FramewrightService.start(
                        "transcoder-service", settings.get().transcoderService()),
                everything),
            parts.open(
                "gateway",
                () -> FramewrightService.start("gateway", settings.get().gateway()),
                everything));
  }

  private static ImageServiceProcess image(DataDirectory directory, Map<String, Object> settings) {
    Path scratch = directory.of("scratch").resolve("image");
    return ImageServiceProcess.start(directory, scratch, Configuration.asEnvironment(settings));
  }

  CompletableFuture<?>[] all() {
    return all.toArray(CompletableFuture[]::new);
  }
}
