package io.framewright.gateway.log;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.TaskProgress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Those who follow one job live, or all jobs of a tenant. */
@Singleton
public final class JobFeeds implements LogListener {

  private static final int BACKLOG = 1_024;

  /** By a job's id, or by a tenant. */
  private final Map<Object, Set<Feed>> feeds = new ConcurrentHashMap<>();

  /** Something that just happened. */
  public sealed interface Live {

    record Event(JobEvent event) implements Live {}

    record Progress(TaskProgress progress) implements Live {}

    /** Something may have been missed: read the history again. */
    record Gap() implements Live {}
  }

  /**
   * What happens from now on, in order for each job. One that is not read fast enough loses the
   * oldest progress first, then says {@link Live.Gap}.
   */
  public final class Feed implements AutoCloseable {

    private final Object subject;
    private final BlockingQueue<Live> queue = new ArrayBlockingQueue<>(BACKLOG);

    private Feed(Object subject) {
      this.subject = subject;
    }

    /** The next thing, or nothing within {@code patience}. */
    public Optional<Live> next(Duration patience) throws InterruptedException {
      return Optional.ofNullable(queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void add(Live live) {
      if (!queue.offer(live) && !(live instanceof Live.Progress)) {
        queue.clear();
        queue.add(new Live.Gap());
        queue.add(live);
      }
    }

    @Override
    public void close() {
      feeds.computeIfPresent(
          subject,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  /** Begins to follow a job; nothing that is written afterwards is missed. */
  public Feed follow(JobId job) {
    return feed(job.value());
  }

  /** The same for all jobs of a tenant. */
  public Feed follow(TenantId tenant) {
    return feed(tenant);
  }

  private Feed feed(Object subject) {
    Feed feed = new Feed(subject);
    feeds.compute(
        subject,
        (_, all) -> {
          Set<Feed> followers = all == null ? ConcurrentHashMap.newKeySet() : all;
          followers.add(feed);
          return followers;
        });
    return feed;
  }

  @Override
  public void on(JobEvent event) {
    tell(event.getMetadata(), new Live.Event(event));
  }

  @Override
  public void on(TaskProgress progress) {
    tell(progress.getMetadata(), new Live.Progress(progress));
  }

  @Override
  public void lost() {
    feeds.values().forEach(all -> all.forEach(feed -> feed.add(new Live.Gap())));
  }

  private void tell(Metadata metadata, Live live) {
    if (feeds.isEmpty()) {
      return;
    }
    feeds.getOrDefault(metadata.getJobId(), Set.of()).forEach(feed -> feed.add(live));
    feeds
        .getOrDefault(new TenantId(metadata.getTenantId()), Set.of())
        .forEach(feed -> feed.add(live));
  }
}
