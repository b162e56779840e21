package io.framewright.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final Policy POLICY = Policy.standard(Sample.POOLS);
  private static final List<Priority> PRIORITIES = List.of(Priority.values());
  private static final int NO_LIMIT = 1_000_000;
  private static final TenantId A = new TenantId("a");
  private static final TenantId B = new TenantId("b");

  private final Turns turns = new Turns(POLICY);
  private final Map<JobId, JobState> jobs = new HashMap<>();
  private Instant now = Scenario.THEN;
  private Duration idle = Duration.ZERO;
  private long ids;

  private final class Submission {
    private final TenantId tenant;
    private String owner = "key";
    private Priority priority = Priority.NORMAL;
    private int ofTenant = NO_LIMIT;
    private Optional<Integer> ofOwner = Optional.empty();
    private Optional<JobId> follows = Optional.empty();
    private int tasks = 1;

    private Submission(TenantId tenant) {
      this.tenant = tenant;
    }

    private JobId submit() {
      JobId id = new JobId(new UUID(1, ++ids));
      List<TaskSpec> specs =
          IntStream.range(0, tasks)
              .mapToObj(n -> Sample.task(new TaskId(new UUID(ids, n))))
              .toList();
      JobRequest request = Sample.request(specs, owner, priority, ofTenant, ofOwner, true);
      happens(id, new Event.JobAccepted(id, tenant, request, follows));
      return id;
    }
  }

  private Submission by(TenantId tenant) {
    return new Submission(tenant);
  }

  private void happens(JobId id, Event event) {
    JobState before = state(id);
    JobState after = Evolver.evolve(before, event, now);
    jobs.put(id, after);
    turns.follow(id, after, now);
  }

  private Job job(JobId id) {
    return ((JobState.Live) state(id)).job();
  }

  private JobState state(JobId id) {
    return jobs.getOrDefault(id, new JobState.Absent());
  }

  private void offer(JobId id) {
    Task ready = job(id).readyTasks(POLICY.maxOpenTasks(), now).getFirst();
    happens(id, new Event.TaskDispatched(ready.spec().id(), 1, now.plusSeconds(60)));
  }

  private void start(JobId id) {
    job(id).tasks().values().stream()
        .filter(task -> task.state() instanceof TaskState.Offered)
        .findFirst()
        .ifPresent(task -> {
          TaskRun run = new TaskRun(task.spec().id(), 1, new RunId(UUID.randomUUID()));
          Duration waited = Duration.between(((TaskState.Offered) task.state()).since(), now);
          turns.started("image", waited, idle, now);
          happens(id, new Event.TaskStarted(run, "w"));
        });
  }

  private void end(JobId id) {
    happens(id, new Event.JobCancelled(Optional.empty()));
  }

  /** Offers and starts at once, until nobody has a turn or so many had. */
  private List<JobId> turns(int most) {
    List<JobId> taken = new ArrayList<>();
    for (Optional<JobId> next = turns.next("image");
        next.isPresent() && taken.size() < most;
        next = turns.next("image")) {
      offer(next.get());
      start(next.get());
      taken.add(next.get());
    }
    return taken;
  }

  @Test
  void withinATenantTheFirstComesFirst() {
    JobId one = by(A).submit();
    JobId two = by(A).submit();
    now = now.plusSeconds(1);
    JobId three = by(A).submit();
    assertThat(turns(9)).containsExactly(one, two, three);
  }

  @Test
  void tenantsTakeTurns() {
    List<JobId> a = IntStream.range(0, 4).mapToObj(_ -> by(A).submit()).toList();
    JobId b = by(B).submit();
    assertThat(turns(9)).containsExactly(a.get(0), b, a.get(1), a.get(2), a.get(3));
  }

  @Test
  void theUrgentComesFirstAndWaitingMakesUpForIt() {
    Submission low = by(A);
    low.priority = Priority.LOW;
    JobId patient = low.submit();
    Submission high = by(A);
    high.priority = Priority.HIGH;
    JobId urgent = high.submit();
    JobId normal = by(A).submit();
    now = now.plus(POLICY.ageingStep().multipliedBy(2)).plusSeconds(1);
    JobId late = high.submit();
    assertThat(turns(9)).containsExactly(urgent, normal, patient, late);
  }

  @Test
  void aChangedPriorityChangesThePlace() {
    JobId one = by(A).submit();
    JobId two = by(A).submit();
    happens(two, new Event.JobPriorityChanged(Priority.HIGH));
    assertThat(turns(9)).containsExactly(two, one);
  }

  @Test
  void aTenantHasItsLimit() {
    Submission limited = by(A);
    limited.ofTenant = 2;
    JobId one = limited.submit();
    JobId two = limited.submit();
    JobId three = limited.submit();
    assertThat(turns(9)).containsExactly(one, two);
    assertThat(turns.queued(A)).isEqualTo(1);
    end(one);
    assertThat(turns(9)).containsExactly(three);
    assertThat(turns.queued(A)).isZero();
  }

  @Test
  void anOwnersLimitDoesNotHoldUpOthersOfTheTenant() {
    Submission limited = by(A);
    limited.ofOwner = Optional.of(1);
    JobId one = limited.submit();
    JobId two = limited.submit();
    Submission other = by(A);
    other.owner = "other";
    JobId three = other.submit();
    assertThat(turns(9)).containsExactly(one, three);
    end(one);
    assertThat(turns(9)).containsExactly(two);
  }

  @Test
  void tasksOfStartedJobsGoBeforeNewJobs() {
    Submission large = by(A);
    large.tasks = 3;
    JobId one = large.submit();
    JobId two = by(A).submit();
    assertThat(turns(9)).containsExactly(one, one, one, two);
  }

  @Test
  void aJobBeyondItsShareLetsOthersGo() {
    Submission large = by(A);
    large.tasks = POLICY.maxOpenTasks() + 2;
    JobId one = large.submit();
    JobId two = by(A).submit();
    assertThat(turns(99)).hasSize(POLICY.maxOpenTasks() + 1).endsWith(one, two);
  }

  @Test
  void whatNobodyStartsHoldsUpTheRest() {
    for (int i = 0; i < 5; i++) {
      by(A).submit();
    }
    JobId first = turns.next("image").orElseThrow();
    offer(first);
    JobId second = turns.next("image").orElseThrow();
    offer(second);
    assertThat(turns.next("image")).as("the window is %s", turns.window("image")).isEmpty();
    now = now.plusSeconds(3);
    start(first);
    assertThat(turns.next("image")).isPresent();
    assertThat(turns.window("image")).isEqualTo(Window.LEAST);
  }

  @Test
  void workersThatWaitForOffersOpenTheWindow() {
    idle = Duration.ofSeconds(1);
    for (int i = 0; i < 50; i++) {
      by(A).submit();
    }
    turns(3);
    assertThat(turns.window("image")).isEqualTo(6);
  }

  @Test
  void poolsDoNotWaitForEachOther() {
    by(A).submit();
    assertThat(turns.next("transcode")).isEmpty();
    assertThat(turns.next("image")).isPresent();
  }

  @Test
  void aPoolThatIsNotConfiguredHasNoTurns() {
    Turns small = new Turns(Policy.standard(Set.of("transcode")));
    JobId id = by(A).submit();
    small.follow(id, state(id), now);
    assertThat(small.next("image")).isEmpty();
  }

  @Test
  void aFollowerWaitsForItsLeaderAndThenForItsTurn() {
    JobId leader = by(A).submit();
    Submission twin = by(A);
    twin.follows = Optional.of(leader);
    JobId follower = twin.submit();
    assertThat(turns.queued(A)).isEqualTo(2);
    assertThat(turns(9)).containsExactly(leader);
    end(leader);
    assertThat(turns(9)).as("it is asked first whether it needs one").isEmpty();
    assertThat(turns.release(leader)).containsExactly(follower);
    assertThat(turns(9)).containsExactly(follower);
    assertThat(turns.release(leader)).isEmpty();
  }

  @Test
  void aRetryThatIsNotDueHasNoTurn() {
    JobId id = by(A).submit();
    turns(9);
    TaskId task = job(id).tasks().firstEntry().getKey();
    Instant due = now.plusSeconds(5);
    happens(id, new Event.TaskRetryScheduled(task, 2, due, Sample.failure(Failure.Kind.TRANSIENT)));
    assertThat(turns.next("image")).isEmpty();
    now = due;
    turns.follow(id, state(id), now);
    assertThat(turns.next("image")).contains(id);
  }

  /** Whatever happens, whoever takes over sees the same order. */
  @Test
  void itCanBeBuiltAnewFromTheLiveJobs() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<JobId> all = new ArrayList<>();
    for (int step = 0; step < 600; step++) {
      now = now.plus(Duration.ofMillis(random.nextInt(2_000)));
      randomStep(random, all);
      Turns fresh = new Turns(POLICY);
      fresh.load(
          jobs.values().stream()
              .filter(JobState.Live.class::isInstance)
              .map(JobState.Live.class::cast)
              .toList(),
          now);
      assertThat(fresh.picture()).as("seed %s, step %s", seed, step).isEqualTo(turns.picture());
    }
  }

  private void randomStep(Random random, List<JobId> all) {
    List<JobId> live = all.stream().filter(id -> jobs.get(id) instanceof JobState.Live).toList();
    int choice = live.isEmpty() ? 0 : random.nextInt(6);
    if (choice == 0) {
      Submission submission = by(random.nextBoolean() ? A : B);
      submission.tasks = 1 + random.nextInt(3);
      submission.owner = "key-" + random.nextInt(2);
      submission.ofTenant = 1 + random.nextInt(6);
      submission.ofOwner = random.nextBoolean() ? Optional.of(2) : Optional.empty();
      submission.priority = PRIORITIES.get(random.nextInt(3));
      if (!live.isEmpty() && random.nextInt(3) == 0) {
        submission.follows = Optional.of(live.get(random.nextInt(live.size())));
      }
      all.add(submission.submit());
      return;
    }
    JobId id = live.get(random.nextInt(live.size()));
    switch (choice) {
      case 1 -> turns.next("image").ifPresent(this::offer);
      case 2 -> start(id);
      case 3 -> happens(id, new Event.JobPriorityChanged(PRIORITIES.get(random.nextInt(3))));
      case 4 -> happens(id, new Event.JobCancelling(Optional.empty()));
      default -> {
        if (random.nextInt(3) == 0) {
          end(id);
          turns.release(id);
        }
      }
    }
  }
}
