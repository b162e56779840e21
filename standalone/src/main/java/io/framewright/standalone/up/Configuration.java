package io.framewright.standalone.up;

import io.framewright.standalone.engines.Ffmpeg;
import io.framewright.standalone.engines.Libvips;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.Secrets;
import java.nio.file.Path;
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

  /**
   * One of the processes of a service.
   *
   * @param number from 1
   * @param alone whether it is the only one
   */
  record Member(int number, int port, boolean alone) {

    /** What it calls its own: the first one what the only one does. */
    String own(String name) {
      return number == 1 ? name : name + "-" + number;
    }
  }

  Map<String, Object> jobOrchestrator(Member member) {
    Map<String, Object> settings = common(member.port());
    settings.put(
        "framewright.orchestrator.state-dir", directory.of(member.own("orchestrator")).toString());
    // The directory's lock lets one process be this member, so a restart need not wait for the
    // former one's session to end.
    settings.put("framewright.orchestrator.instance-id", member.own("standalone"));
    settings.put("framewright.orchestrator.standbys", member.alone() ? 0 : 1);
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

  Map<String, Object> transcoderService(Member member) {
    Map<String, Object> settings = worker("transcoder", member, 1);
    settings.put("framewright.ffmpeg.ffmpeg", ffmpeg.ffmpeg().toString());
    settings.put("framewright.ffmpeg.ffprobe", ffmpeg.ffprobe().toString());
    ffmpeg
        .libraryPath()
        .ifPresent(path -> settings.put("framewright.ffmpeg.library-path", path.toString()));
    return settings;
  }

  Map<String, Object> imageService(Member member) {
    Map<String, Object> settings = worker("image", member, cores());
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

  /** A pool with one process needs no share group for its offers. */
  private Map<String, Object> worker(String name, Member member, int slots) {
    Map<String, Object> settings = common(member.port());
    settings.put("framewright.worker.id", "%s-%d".formatted(name, member.number()));
    settings.put("framewright.worker.source", member.alone() ? "consumer-group" : "share-group");
    settings.put("framewright.worker.slots", slots);
    settings.put("framewright.worker.scratch-dir", scratch(member.own(name)).toString());
    return settings;
  }

  Path scratch(String worker) {
    return directory.of("scratch").resolve(worker);
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
