package io.framewright.gateway.events;

import io.framewright.gateway.log.JobFeeds;
import io.framewright.gateway.log.JobFeeds.Live;
import io.framewright.platform.ids.TenantId;
import java.util.Optional;

/**
 * One watcher of all jobs of a tenant, from now on. One that reads too slowly is cut off rather
 * than shown a part: it reads the list again and comes back.
 */
final class TenantWatch implements SseSource {

  private final SseFrame frames;
  private final JobFeeds.Feed feed;

  TenantWatch(TenantId tenant, JobFeeds feeds, SseFrame frames) {
    this.frames = frames;
    this.feed = feeds.follow(tenant);
  }

  @Override
  public Optional<byte[]> next() throws InterruptedException {
    Optional<Live> live = feed.next(KEEP_ALIVE);
    if (live.isEmpty()) {
      return Optional.of(SseFrame.KEEP_ALIVE);
    }
    return switch (live.get()) {
      case Live.Event(var event) ->
          Optional.of(frames.momentOfMany(event.getMetadata().getJobId(), Moment.of(event)));
      case Live.Progress(var progress) -> Optional.of(frames.progress(progress));
      case Live.Gap _ -> Optional.empty();
    };
  }

  @Override
  public void close() {
    feed.close();
  }
}
