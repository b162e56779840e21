package io.framewright.standalone.storm;

import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.TaskRetryScheduled;
import io.framewright.standalone.bench.TestPicture;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.LogReader;
import io.framewright.standalone.client.LogReader.Content;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.SampleFiles;
import io.framewright.standalone.storm.Ledger.Promise;
import io.framewright.standalone.up.Layout;
import io.framewright.standalone.up.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A platform under load whose orchestrators and workers are killed and stopped at random, and what
 * a checker from outside says of it afterwards.
 */
public final class Storm {

  private static final Duration CALM = Duration.ofMinutes(4);
  private static final Duration GLANCE = Duration.ofMillis(500);

  private Storm() {}

  /**
   * What to do.
   *
   * @param seed of everything that is left to chance but the time that things take
   * @param jobs how many clients want
   * @param length how long they come and processes suffer
   * @param blow mean time between two blows
   * @param sabotage what to break afterwards, to see whether the checker finds it
   */
  public record Plan(long seed, int jobs, Duration length, Duration blow, List<Sabotage> sabotage) {
    public Plan {
      sabotage = List.copyOf(sabotage);
    }
  }

  /**
   * What came of it.
   *
   * @param accepted jobs that were promised
   * @param completed how many of them have completed
   * @param retries attempts that came to nothing
   * @param before what the checker found after the storm
   * @param after what it found after the sabotage; nothing if there was none
   */
  public record Report(
      int accepted,
      long completed,
      long retries,
      int kills,
      int stops,
      List<Violation> before,
      List<Violation> after) {

    public Report {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    private Report with(List<Violation> further) {
      List<Violation> all = Stream.concat(before.stream(), further.stream()).toList();
      return new Report(accepted, completed, retries, kills, stops, all, after);
    }

    /** Whether every promise was kept. */
    public boolean kept() {
      return before.isEmpty() && after.isEmpty();
    }
  }

  /** Starts a platform, lets the storm pass over it, checks, and ends the platform. */
  public static Report run(
      DataDirectory directory, int port, Plan plan, Consumer<String> progress) {
    return pass(directory, port, plan, progress).with(Survivors.of(directory.root()));
  }

  private static Report pass(
      DataDirectory directory, int port, Plan plan, Consumer<String> progress) {
    Path picture = TestPicture.write();
    try (Platform platform =
            Platform.start(directory, port, Layout.APART, Instant.now(), progress);
        ApiClient api = new ApiClient(platform.credentials())) {
      Ledger ledger = new Ledger();
      Load load = new Load(api, ledger, picture, SampleFiles.directory().resolve("clip.mp4"));
      Random random = new Random(plan.seed());
      Weather weather =
          new Weather(random, plan.blow(), plan.length(), platform::processes, progress);
      try (weather) {
        load.submit(new Random(plan.seed()), plan.jobs(), plan.length());
      }
      progress.accept("the storm is over; waiting for %d jobs".formatted(plan.jobs()));
      platform.awaitReady();
      awaitEnds(api, ledger.promises());
      return report(platform, api, ledger.promises(), weather, plan.sabotage());
    } finally {
      picture.toFile().delete();
    }
  }

  private static Report report(
      Platform platform,
      ApiClient api,
      List<Promise> promises,
      Weather weather,
      List<Sabotage> sabotage) {
    String brokers = platform.credentials().bootstrapServers();
    List<JobEvent> events = events(brokers);
    Evidence evidence = Evidence.of(api, platform.objects());
    List<Violation> before = Checker.check(promises, evidence, events);
    List<Violation> after = List.of();
    if (!sabotage.isEmpty()) {
      Sabotage.commit(sabotage, events, platform.objects(), brokers);
      after = Checker.check(promises, evidence, events(brokers));
    }
    return new Report(
        promises.size(),
        count(events, JobCompleted.class),
        count(events, TaskRetryScheduled.class),
        weather.kills(),
        weather.stops(),
        before,
        after);
  }

  private static long count(List<JobEvent> events, Class<?> payload) {
    return events.stream().map(JobEvent::getPayload).filter(payload::isInstance).count();
  }

  /** A job that does not end in time is the checker's business. */
  private static void awaitEnds(ApiClient api, List<Promise> promises) {
    long deadline = System.nanoTime() + CALM.toNanos();
    Set<String> waiting = new HashSet<>(promises.stream().map(Promise::job).toList());
    while (!waiting.isEmpty() && System.nanoTime() < deadline) {
      waiting.removeIf(id -> api.job(id).hasEnded());
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  private static List<JobEvent> events(String brokers) {
    try (LogReader log = LogReader.open(brokers, List.of(Topics.EVENTS), true)) {
      return log.readToEnd().stream()
          .map(entry ->
              switch (entry.content()) {
                case Content.Decoded(JobEvent event) -> event;
                case Content.Decoded(var other) ->
                    throw new IllegalStateException("no event: " + other);
                case Content.Unreadable(var why) ->
                    throw new IllegalStateException("an event cannot be read: " + why);
              })
          .toList();
    }
  }
}
