package io.framewright.platform.storage;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import java.util.UUID;

/** How the object store is laid out. */
public final class ObjectKeys {

  /** Below this are all uploads that come in pieces. */
  public static final String UPLOADS = "uploads/";

  private ObjectKeys() {}

  /** An uploaded file; its attributes are the asset's record. */
  public static String asset(TenantId tenant, UUID asset) {
    return "assets/%s/%s".formatted(tenant, asset);
  }

  /** Below this is everything of an upload that comes in pieces. */
  public static String upload(TenantId tenant, UUID upload) {
    return "%s%s/%s/".formatted(UPLOADS, tenant, upload);
  }

  /** What workers fetch from an address that a client named; they alone write it. */
  public static String remote(TenantId tenant, UUID id) {
    return "remote/%s/%s".formatted(tenant, id);
  }

  /** Whether the key is one of {@link #remote}. */
  public static boolean isRemote(String key) {
    return key.startsWith("remote/");
  }

  /**
   * Where the address itself is, which must not stand in the log.
   *
   * @param remote one of {@link #remote}
   */
  public static String remoteSource(String remote) {
    return remote + ".json";
  }

  /**
   * An object in the tenant's own space.
   *
   * @param path without a leading slash, already checked to hold no dot segments
   */
  public static String storage(TenantId tenant, String path) {
    return "storage/%s/%s".formatted(tenant, path);
  }

  /** A note that a job's output is to be found under a path of the tenant's own space. */
  public static String storageLink(TenantId tenant, String path) {
    return "links/%s/%s".formatted(tenant, path);
  }

  /** What of a request must not stand in the log. */
  public static String request(TenantId tenant, JobId job) {
    return "requests/%s/%s.json".formatted(tenant, job);
  }

  /** An output. No two runs share a prefix, so nobody overwrites a winner. */
  public static String rendition(JobId job, TaskId task, int attempt, RunId run, String name) {
    return "jobs/%s/%s/%d-%s/%s".formatted(job, task, attempt, run, name);
  }

  /** Where the logs of all of a job's runs are. */
  public static String logs(JobId job) {
    return "logs/%s/".formatted(job);
  }

  /** What an engine printed during one run. */
  public static String log(JobId job, TaskId task, int attempt, RunId run) {
    return "logs/%s/%s/%d-%s.log".formatted(job, task, attempt, run);
  }
}
