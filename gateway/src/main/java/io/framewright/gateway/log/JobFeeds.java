package io.framewright.gateway.log;

import io.framewright.platform.ids.JobId;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.TaskProgress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Those who follow one job live. */
@Singleton
public final class JobFeeds implements LogListener {

  private static final int BACKLOG = 1_024;

  private final Map<UUID, Set<Feed>> feeds = new ConcurrentHashMap<>();

  /** Something that just happened. */
  public sealed interface Live {

    record Event(JobEvent event) implements Live {}

    record Progress(TaskProgress progress) implements Live {}

    /** Something may have been missed: read the history again. */
    record Gap() implements Live {}
  }

  /**
   * What happens to one job from now on, in order. One that is not read fast enough loses the
   * oldest progress first, then says {@link Live.Gap}.
   */
  public final class Feed implements AutoCloseable {

    private final UUID job;
    private final BlockingQueue<Live> queue = new ArrayBlockingQueue<>(BACKLOG);

    private Feed(UUID job) {
      this.job = job;
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
          job,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  /** Begins to follow a job; nothing that is written afterwards is missed. */
  public Feed follow(JobId job) {
    Feed feed = new Feed(job.value());
    feeds.compute(
        job.value(),
        (_, all) -> {
          Set<Feed> followers = all == null ? ConcurrentHashMap.newKeySet() : all;
          followers.add(feed);
          return followers;
        });
    return feed;
  }

  @Override
  public void on(JobEvent event) {
    tell(event.getMetadata().getJobId(), new Live.Event(event));
  }

  @Override
  public void on(TaskProgress progress) {
    tell(progress.getMetadata().getJobId(), new Live.Progress(progress));
  }

  @Override
  public void lost() {
    feeds.values().forEach(all -> all.forEach(feed -> feed.add(new Live.Gap())));
  }

  private void tell(UUID job, Live live) {
    Set<Feed> followers = feeds.get(job);
    if (followers != null) {
      followers.forEach(feed -> feed.add(live));
    }
  }
}
