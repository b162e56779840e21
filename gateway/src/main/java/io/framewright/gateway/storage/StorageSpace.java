package io.framewright.gateway.storage;

import io.framewright.gateway.assets.Asset;
import io.framewright.gateway.assets.AssetStore;
import io.framewright.gateway.http.Downloads.Download;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.objects.JsonObjects;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.Optional;

/**
 * The tenant's own paths. What is put under a path becomes an asset, and the path only points to
 * it: a job that was given the path keeps the content it was given, whatever is put there later. A
 * path may also point to a job's output, which is what it shows once the job has completed.
 */
@Singleton
public final class StorageSpace {

  private final ObjectStore objects;
  private final AssetStore assets;
  private final JobReads jobs;
  private final JsonObjects pointers;

  StorageSpace(ObjectStore objects, AssetStore assets, JobReads jobs, JsonObjects pointers) {
    this.objects = objects;
    this.assets = assets;
    this.jobs = jobs;
    this.pointers = pointers;
  }

  /** Stores {@code content} and points the path to it, and to no output any more. */
  public Asset put(Caller caller, StoragePath path, InputStream content) {
    Asset asset = assets.store(caller, path.fileName(), content);
    pointers.write(ObjectKeys.storage(caller.tenant(), path.value()), asset);
    objects.delete(ObjectKeys.storageLink(caller.tenant(), path.value()));
    return asset;
  }

  /** Makes the path show a job's output from the job's completion on. */
  public void link(TenantId tenant, StoragePath path, OutputLink link) {
    pointers.write(ObjectKeys.storageLink(tenant, path.value()), link);
  }

  /** What the path shows now. */
  public Optional<Download> find(TenantId tenant, StoragePath path) {
    return linked(tenant, path).or(() -> stored(tenant, path));
  }

  private Optional<Download> stored(TenantId tenant, StoragePath path) {
    return pointers
        .read(ObjectKeys.storage(tenant, path.value()), Asset.class)
        .map(asset ->
            new Download(
                ObjectKeys.asset(tenant, asset.id()),
                path.fileName(),
                asset.contentType(),
                asset.bytes(),
                asset.sha256()));
  }

  private Optional<Download> linked(TenantId tenant, StoragePath path) {
    return pointers
        .read(ObjectKeys.storageLink(tenant, path.value()), OutputLink.class)
        .flatMap(link ->
            jobs.find(tenant, new JobId(link.job())).flatMap(job -> job.output(link.name())))
        .map(output -> download(output, path));
  }

  private static Download download(JobView.Output output, StoragePath path) {
    return new Download(
        output.key(), path.fileName(), output.contentType(), output.bytes(), output.sha256());
  }

  /**
   * Forgets the path and what was put there; an output that it showed stays with its job.
   *
   * @return whether there was anything
   */
  public boolean delete(TenantId tenant, StoragePath path) {
    String link = ObjectKeys.storageLink(tenant, path.value());
    String pointer = ObjectKeys.storage(tenant, path.value());
    boolean linked = objects.head(link).isPresent();
    Optional<Asset> asset = pointers.read(pointer, Asset.class);
    objects.delete(link);
    objects.delete(pointer);
    asset.ifPresent(stored -> assets.delete(tenant, stored.id()));
    return linked || asset.isPresent();
  }
}
