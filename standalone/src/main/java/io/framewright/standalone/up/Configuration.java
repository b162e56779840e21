package io.framewright.standalone.up;

import io.framewright.standalone.engines.Ffmpeg;
import io.framewright.standalone.engines.Libvips;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Secrets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What each service is told: the same keys as anywhere else, with this machine's values. Whatever
 * is not set here can still come from the environment ({@code FRAMEWRIGHT_…}).
 */
record Configuration(
    DataDirectory directory,
    Secrets secrets,
    ServicePorts ports,
    ServerAddresses servers,
    Ffmpeg ffmpeg,
    Libvips libvips) {

  static final String BUCKET = "framewright";
  private static final int LOCAL_REQUESTS_PER_SECOND = 1_000;
  static final String POSTGRES_USER = "framewright";
  static final String POSTGRES_DATABASE = "framewright";

  Map<String, Object> gateway() {
    Map<String, Object> settings = common(ports.gateway());
    settings.put("framewright.services.token-secret", secrets.tokenSecret());
    settings.put("framewright.redis.uri", servers.redis());
    settings.put("framewright.storage.create-bucket", true);
    settings.put(
        "framewright.metadata.url", "http://127.0.0.1:%d".formatted(ports.metadataService()));
    settings.put("framewright.api-keys[0].key", secrets.apiKey());
    settings.put("framewright.api-keys[0].name", "first");
    settings.put("framewright.api-keys[0].tenant", "default");
    settings.put("framewright.api-keys[0].requests-per-second", LOCAL_REQUESTS_PER_SECOND);
    return settings;
  }

  Map<String, Object> jobOrchestrator() {
    Map<String, Object> settings = common(ports.jobOrchestrator());
    settings.put("framewright.orchestrator.state-dir", directory.of("orchestrator").toString());
    // The directory's lock lets one process be this member, so a restart need not wait for the
    // former one's session to end.
    settings.put("framewright.orchestrator.instance-id", "standalone");
    return settings;
  }

  Map<String, Object> metadataService() {
    Map<String, Object> settings = common(ports.metadataService());
    settings.put("framewright.services.token-secret", secrets.tokenSecret());
    settings.put("framewright.postgres.host", "127.0.0.1");
    settings.put("framewright.postgres.port", servers.postgresPort());
    settings.put("framewright.postgres.database", POSTGRES_DATABASE);
    settings.put("framewright.postgres.user", POSTGRES_USER);
    settings.put("framewright.postgres.password", secrets.postgresPassword());
    settings.put("framewright.mongo.uri", servers.mongo());
    settings.put("framewright.redis.uri", servers.redis());
    return settings;
  }

  Map<String, Object> transcoderService() {
    Map<String, Object> settings = worker("transcoder", ports.transcoderService(), 1);
    settings.put("framewright.ffmpeg.ffmpeg", ffmpeg.ffmpeg().toString());
    settings.put("framewright.ffmpeg.ffprobe", ffmpeg.ffprobe().toString());
    ffmpeg
        .libraryPath()
        .ifPresent(path -> settings.put("framewright.ffmpeg.library-path", path.toString()));
    return settings;
  }

  Map<String, Object> imageService() {
    Map<String, Object> settings = worker("image", ports.imageService(), cores());
    settings.put("framewright.libvips.path", libvips.library().toString());
    return settings;
  }

  /** Settings as the environment variables of a process, {@code FRAMEWRIGHT_A_B_C}. */
  static Map<String, String> asEnvironment(Map<String, Object> settings) {
    return settings.entrySet().stream()
        .collect(
            Collectors.toMap(
                setting ->
                    setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                setting -> setting.getValue().toString()));
  }

  /** One process per pool, so offers need no share group. */
  private Map<String, Object> worker(String name, int port, int slots) {
    Map<String, Object> settings = common(port);
    settings.put("framewright.worker.id", name + "-1");
    settings.put("framewright.worker.source", "consumer-group");
    settings.put("framewright.worker.slots", slots);
    settings.put(
        "framewright.worker.scratch-dir", directory.of("scratch").resolve(name).toString());
    return settings;
  }

  private Map<String, Object> common(int port) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("micronaut.server.host", "127.0.0.1");
    settings.put("micronaut.server.port", port);
    settings.put("framewright.kafka.bootstrap-servers", servers.kafka());
    settings.put("framewright.storage.endpoint", servers.storage());
    settings.put("framewright.storage.bucket", BUCKET);
    settings.put("framewright.storage.access-key", secrets.storageAccessKey());
    settings.put("framewright.storage.secret-key", secrets.storageSecretKey());
    return settings;
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
