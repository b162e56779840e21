package io.framewright.gateway.security;

import io.framewright.platform.ids.Digests;
import io.framewright.platform.ids.TenantId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The API keys there are. Only their SHA-256 is kept, and compared in constant time. */
@Singleton
public final class ApiKeys {

  private static final int SHORTEST = 16;

  private record Entry(String hash, Caller caller) {
    boolean isOf(String sent) {
      return MessageDigest.isEqual(
          hash.getBytes(StandardCharsets.US_ASCII), sent.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private final List<Entry> entries;

  /**
   * @throws IllegalArgumentException if a key has fewer than 16 characters or no sane tenant
   */
  public ApiKeys(List<ApiKeySettings> settings) {
    this.entries = settings.stream().map(ApiKeys::entry).toList();
  }

  private static Entry entry(ApiKeySettings settings) {
    String key = settings.key();
    if (key == null || key.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "framewright.api-keys: the key named '%s' needs at least %d characters"
              .formatted(settings.name(), SHORTEST));
    }
    return new Entry(
        Digests.sha256(key),
        new Caller(
            settings.name(),
            new TenantId(settings.tenant()),
            new Caller.Allowance(
                settings.maxConcurrentJobs(),
                settings.maxConcurrentJobsOfTenant(),
                settings.maxQueuedJobs(),
                settings.requestsPerSecond(),
                settings.maxUploadBytes())));
  }

  /** Whose key this is. Takes the same time for every key of one length. */
  public Optional<Caller> find(String key) {
    String hash = Digests.sha256(key);
    Optional<Caller> found = Optional.empty();
    for (Entry entry : entries) {
      if (entry.isOf(hash)) {
        found = Optional.of(entry.caller());
      }
    }
    return found;
  }
}
