package io.framewright.standalone.bench;

import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.ApiException;
import io.framewright.standalone.client.LogReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** Many clients that watch all jobs at once, beside a reader of the log itself. */
final class Watchers implements AutoCloseable {

  private static final Pattern COMPLETED =
      Pattern.compile("^data:.*\"status\":\"completed\".*\"job_id\":\"([^\"]+)\"");
  private static final long PATIENCE_SECONDS = 60;

  private final ApiClient client;
  private final LogReader log;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, Long> written = new ConcurrentHashMap<>();
  private final Map<String, Queue<Long>> seen = new ConcurrentHashMap<>();
  private final CountDownLatch open;

  /**
   * Opens them all.
   *
   * @param brokers of the log
   * @throws IllegalStateException if not all are open within a minute
   */
  Watchers(ApiClient client, String brokers, int count) throws InterruptedException {
    this.client = client;
    this.log = LogReader.open(brokers, List.of(Topics.EVENTS), false);
    this.open = new CountDownLatch(count);
    threads.add(Thread.ofPlatform().name("log").daemon().start(this::readLog));
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofVirtual().start(this::watch));
    }
    if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "%d of %d watchers could not connect".formatted(open.getCount(), count));
    }
  }

  private void readLog() {
    log.readWhile(entry -> {
      if (entry.content() instanceof LogReader.Content.Decoded(var record)
          && record instanceof JobEvent event
          && event.getPayload() instanceof JobCompleted) {
        written.put(event.getMetadata().getJobId().toString(), System.nanoTime());
      }
      return true;
    });
  }

  private void watch() {
    try {
      client.watchAll(open::countDown, this::note);
    } catch (ApiException _) {
      return; // who is not heard of any more is missed below
    }
  }

  private void note(String line) {
    Matcher matcher = COMPLETED.matcher(line);
    if (matcher.find()) {
      seen.computeIfAbsent(matcher.group(1), _ -> new ConcurrentLinkedQueue<>())
          .add(System.nanoTime());
    }
  }

  /** How many watchers have seen that a job completed. */
  int seenBy(String job) {
    return seen.getOrDefault(job, new ConcurrentLinkedQueue<>()).size();
  }

  /**
   * From the log to each watcher, in milliseconds; a watcher that is sooner than the log's reader
   * counts 0.
   */
  Sample delays() {
    DoubleStream.Builder millis = DoubleStream.builder();
    written.forEach((job, begin) ->
        seen.getOrDefault(job, new ConcurrentLinkedQueue<>())
            .forEach(at -> millis.add(Math.max(0, (at - begin) / 1e6))));
    return new Sample(millis.build().toArray());
  }

  @Override
  public void close() {
    log.stop();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }
}
