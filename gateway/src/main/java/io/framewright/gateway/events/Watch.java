package io.framewright.gateway.events;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.log.JobFeeds;
import io.framewright.gateway.log.JobFeeds.Live;
import io.framewright.gateway.metadata.JobHistory;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watcher of one job. What happens live is buffered first, then the history is read until the
 * sequences join: no event is missed, none comes twice, none out of order. For one thread.
 */
final class Watch implements SseSource {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration SOON = Duration.ofMillis(250);
  private static final int IMPATIENT_ROUNDS = 8;

  private final TenantId tenant;
  private final JobId job;
  private final JobReads reads;
  private final SseFrame frames;
  private final JobFeeds.Feed feed;
  private final Deque<byte[]> ready = new ArrayDeque<>();
  private final TreeMap<Long, Moment> ahead = new TreeMap<>();
  private long sequence;
  private double percentage;
  private boolean ended;
  private int rounds;

  /**
   * @param after sequence of the last event that the watcher has seen, 0 for none
   */
  Watch(TenantId tenant, JobId job, long after, JobReads reads, JobFeeds feeds, SseFrame frames) {
    this.tenant = tenant;
    this.job = job;
    this.reads = reads;
    this.frames = frames;
    this.sequence = after;
    this.feed = feeds.follow(job);
  }

  /**
   * Reads the history for the first time.
   *
   * @return false if there is no such job of the tenant
   */
  boolean open() {
    Optional<JobHistory> history = reads.history(tenant, job, 0);
    history.ifPresent(this::take);
    return history.isPresent();
  }

  /** Nothing more after the job's end. */
  @Override
  public Optional<byte[]> next() throws InterruptedException {
    while (ready.isEmpty() && !ended) {
      boolean impatient = !ahead.isEmpty() || rounds < IMPATIENT_ROUNDS;
      Optional<Live> live = feed.next(impatient ? SOON : KEEP_ALIVE);
      if (live.isPresent()) {
        hear(live.get());
      } else {
        rounds++;
        catchUp();
        if (!impatient && ready.isEmpty()) {
          ready.add(SseFrame.KEEP_ALIVE);
        }
      }
    }
    return Optional.ofNullable(ready.poll());
  }

  private void hear(Live live) {
    switch (live) {
      case Live.Event(var event) -> take(Moment.of(event));
      case Live.Progress(var progress) -> {
        percentage = progress.getPercent();
        ready.add(frames.progress(progress));
      }
      case Live.Gap _ -> catchUp();
    }
  }

  /** The read models being away is no end of the watch: what comes live still comes. */
  private void catchUp() {
    try {
      reads.history(tenant, job, sequence).ifPresent(this::take);
    } catch (ApiException e) {
      LOG.atDebug().setCause(e).addKeyValue("job", job).log("the history cannot be read now");
    }
  }

  private void take(JobHistory history) {
    history.events().stream().map(Moment::of).forEach(this::take);
  }

  private void take(Moment moment) {
    if (moment.sequence() > sequence) {
      ahead.put(moment.sequence(), moment);
    } else if (moment.terminal()) {
      ended = true; // the watcher has seen the end already
    }
    while (!ended && !ahead.isEmpty() && ahead.firstKey() == sequence + 1) {
      Moment next = ahead.pollFirstEntry().getValue();
      sequence = next.sequence();
      ended = next.terminal();
      ready.add(frames.moment(job.value(), next, percentage));
    }
  }

  @Override
  public void close() {
    feed.close();
  }
}
