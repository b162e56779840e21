package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.codec.Cause;
import io.framewright.orchestrator.codec.Inbound;
import io.framewright.orchestrator.codec.Inbound.Asked;
import io.framewright.orchestrator.codec.Inbound.Undecodable;
import io.framewright.orchestrator.codec.Outbound;
import io.framewright.orchestrator.codec.RecordWriter;
import io.framewright.orchestrator.codec.RecordWriter.Subject;
import io.framewright.orchestrator.codec.StoredJob;
import io.framewright.orchestrator.domain.Admission;
import io.framewright.orchestrator.domain.Command;
import io.framewright.orchestrator.domain.Command.Heartbeat;
import io.framewright.orchestrator.domain.Command.LeaderEnded;
import io.framewright.orchestrator.domain.Command.LoseLease;
import io.framewright.orchestrator.domain.Command.StallRun;
import io.framewright.orchestrator.domain.Command.StartRun;
import io.framewright.orchestrator.domain.Command.SubmitJob;
import io.framewright.orchestrator.domain.Command.TakeTurn;
import io.framewright.orchestrator.domain.Command.WakeUp;
import io.framewright.orchestrator.domain.Decider;
import io.framewright.orchestrator.domain.Decision;
import io.framewright.orchestrator.domain.Decision.Accepted;
import io.framewright.orchestrator.domain.Decision.Redundant;
import io.framewright.orchestrator.domain.Decision.Rejected;
import io.framewright.orchestrator.domain.Decision.Stray;
import io.framewright.orchestrator.domain.Effect;
import io.framewright.orchestrator.domain.Event;
import io.framewright.orchestrator.domain.Evolver;
import io.framewright.orchestrator.domain.Job;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.Policy;
import io.framewright.orchestrator.domain.Precedent;
import io.framewright.orchestrator.domain.WorkKey;
import io.framewright.platform.ids.JobId;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each command against its job. Input position, stores, events, offers, orders and refusals
 * leave in one Kafka transaction. Time passes once a second, and only once the backlog is read.
 */
final class OrchestratorProcessor implements Processor<byte[], Inbound, byte[], Outbound> {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(OrchestratorProcessor.class);

  private final Orchestration orchestration;
  private final Decider decider;

  // made anew with each init: after a failed transaction nothing of before may count
  private ProcessorContext<byte[], Outbound> context;
  private Leases leases;
  private StopThrottle throttle;
  private JobBook jobs;
  private RequestBook requests;
  private ResultBook results;
  private TimerBook timers;
  private Outbox outbox;
  private Backlog backlog;
  private Roster roster;
  private Cancellable ticks;
  private Pauses pauses;

  OrchestratorProcessor(Orchestration orchestration) {
    this.orchestration = orchestration;
    this.decider = new Decider(orchestration.policy());
  }

  @Override
  public void init(ProcessorContext<byte[], Outbound> context) {
    this.context = context;
    timers = new TimerBook(context.getStateStore(Stores.TIMERS));
    Policy policy = orchestration.policy();
    leases = new Leases(orchestration.leaseTimeout(), policy);
    throttle = new StopThrottle();
    jobs =
        new JobBook(
            context.getStateStore(Stores.JOBS),
            context.getStateStore(Stores.ENDED),
            timers,
            policy.retention());
    requests = new RequestBook(context.getStateStore(Stores.REQUESTS), timers);
    results = new ResultBook(context.getStateStore(Stores.RESULTS), timers, policy.reuse());
    outbox = new Outbox(context, new RecordWriter(orchestration.schemas()), throttle);
    backlog = new Backlog(orchestration.gauge(), context.taskId().partition(), now());
    roster =
        new Roster(policy, leases, orchestration.meters().census(context.taskId().partition()));
    roster.takeOver(jobs.allLive(), now());
    ticks = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick(now()));
    pauses = new Pauses(context);
  }

  @Override
  public void close() {
    ticks.cancel();
    pauses.close();
    roster.close();
  }

  @Override
  public void process(Record<byte[], Inbound> record) {
    Instant now = now();
    pauses.worked();
    context.recordMetadata().ifPresent(from -> backlog.saw(from.topic(), from.offset(), now));
    switch (record.value()) {
      case Asked(_, _, Heartbeat(var run, var progress), _)
          when leases.renew(run, progress, now) -> {}
      case Asked(_, _, Heartbeat(var run, _), _) when throttle.wasJustTold(run.run(), now) -> {}
      case Asked asked -> traced(asked, now);
      case Undecodable undecodable -> bury(record, undecodable, now);
    }
    jobs.write();
  }

  private void traced(Asked asked, Instant now) {
    String led = asked.cause().traceparent().orElse(null);
    try (var _ =
        orchestration.traces().start("decide " + name(asked.command()), SpanKind.CONSUMER, led)) {
      handle(asked, now);
    }
  }

  private void tick(Instant now) {
    if (!backlog.isRead(now)) {
      leases.startAfresh(now);
      return;
    }
    throttle.tidy(now);
    leases.lost(now).forEach(lease -> handle(about(lease, new LoseLease(lease.run())), now));
    leases.stalled(now).forEach(lease -> handle(about(lease, new StallRun(lease.run())), now));
    roster.due(now).forEach(job -> wake(job, now));
    timers.due(now).forEach(this::forget);
    dispatch(Cause.TIME, now);
    jobs.write();
  }

  private static Asked about(Leases.Lease lease, Command command) {
    return new Asked(lease.job(), lease.tenant(), command, Cause.TIME);
  }

  private void wake(JobId id, Instant now) {
    StoredJob job = jobs.load(id);
    if (job.state() instanceof Live live) {
      run(new Asked(id, live.job().tenant(), new WakeUp(), Cause.TIME), job, now);
    }
    roster.timePassed(id, jobs.load(id).state(), now);
  }

  private void forget(Timer timer) {
    switch (timer) {
      case Timer.ForgetJob job -> jobs.forget(job);
      case Timer.ForgetRequest request -> requests.forget(request);
      case Timer.ForgetResult result -> results.forget(result);
    }
  }

  /** One command, and the turns that come of it. */
  private void handle(Asked asked, Instant now) {
    run(asked, now);
    dispatch(asked.cause(), now);
  }

  /** Offers as much as the pools have room for. */
  private void dispatch(Cause cause, Instant now) {
    for (String pool : orchestration.policy().pools()) {
      Optional<JobId> next = roster.nextTurn(pool);
      while (next.isPresent() && takesTurn(next.get(), pool, cause, now)) {
        next = roster.nextTurn(pool);
      }
    }
  }

  private boolean takesTurn(JobId id, String pool, Cause cause, Instant now) {
    StoredJob stored = jobs.load(id);
    Precedent precedent =
        stored.state() instanceof Queued(var waiting) ? find(waiting, now) : new Precedent.None();
    boolean took =
        job(stored)
            .map(job -> new Asked(id, job.tenant(), new TakeTurn(pool, precedent), cause))
            .filter(turn -> run(turn, stored, now))
            .isPresent();
    if (!took) {
      LOG.atError()
          .addKeyValue("job", id)
          .addKeyValue("pool", pool)
          .log("the job has a turn and nothing to offer");
    }
    return took;
  }

  private Precedent find(Job job, Instant now) {
    return results.find(job.tenant(), job.acceptance().work(), job.id(), now);
  }

  private void run(Asked asked, Instant now) {
    run(asked, jobs.load(asked.job()), now);
  }

  /** Whether it was accepted. */
  private boolean run(Asked asked, StoredJob job, Instant now) {
    Decision decision = decide(asked, job, now);
    orchestration.meters().decided(name(asked.command()), word(decision));
    switch (decision) {
      case Accepted accepted -> accept(asked, job, accepted, now);
      case Rejected rejected -> reject(asked, rejected, now);
      case Stray stray -> stop(asked, stray, now);
      case Redundant(var detail) ->
          LOG.atDebug()
              .addKeyValue("job", asked.job())
              .addKeyValue("command", name(asked.command()))
              .log(detail);
    }
    return decision instanceof Accepted;
  }

  private Decision decide(Asked asked, StoredJob job, Instant now) {
    if (asked.command() instanceof SubmitJob submit && job.state() instanceof Absent) {
      Optional<Rejected> objection =
          Admission.objection(submit, roster.queued(submit.tenant()), requests.earlier(submit));
      return objection.isPresent()
          ? objection.get()
          : decider.decide(job.state(), knowing(submit, now), now, orchestration.chance());
    }
    return decider.decide(job.state(), asked.command(), now, orchestration.chance());
  }

  private SubmitJob knowing(SubmitJob submit, Instant now) {
    Optional<String> work = WorkKey.of(submit.request());
    return submit.knowing(results.find(submit.tenant(), work, submit.job(), now));
  }

  private void accept(Asked asked, StoredJob before, Accepted accepted, Instant now) {
    Cause origin = before.state() instanceof Absent ? asked.cause().beginning() : before.origin();
    Cause cause = asked.cause().within(origin);
    JobState state = before.state();
    Optional<Job> last = Optional.empty();
    for (Event event : accepted.events()) {
      state = Evolver.evolve(state, event, now);
      last = state instanceof Live live ? Optional.of(live.job()) : last.or(() -> job(before));
      outbox.event(new Subject(asked.job(), asked.tenant(), state.sequence(), cause, now), event);
      orchestration.meters().happened(name(event));
    }
    for (Effect effect : accepted.effects()) {
      outbox.effect(new Subject(asked.job(), asked.tenant(), state.sequence(), cause, now), effect);
    }
    keep(asked, before, new StoredJob(state, origin), now);
    remember(asked, last.orElseThrow(), before.state(), state, now);
    LOG.atInfo()
        .addKeyValue("job", asked.job())
        .addKeyValue("tenant", asked.tenant())
        .addKeyValue("command", name(asked.command()))
        .addKeyValue("events", accepted.events().stream().map(OrchestratorProcessor::name).toList())
        .log("decided");
  }

  private static Optional<Job> job(StoredJob stored) {
    return stored.state() instanceof Live live ? Optional.of(live.job()) : Optional.empty();
  }

  private void keep(Asked asked, StoredJob before, StoredJob after, Instant now) {
    jobs.save(asked.job(), before, after);
    roster.follow(asked.job(), asked.tenant(), before.state(), after.state(), now);
  }

  /** What other jobs want to know of this one. */
  private void remember(Asked asked, Job job, JobState before, JobState after, Instant now) {
    switch (asked.command()) {
      case SubmitJob submit -> requests.remember(submit, now);
      case StartRun(var run, _, var engine, var idle) -> {
        roster.started(before, run, idle.orElse(Duration.ZERO), now);
        job.task(run.task())
            .ifPresent(task -> engine.ifPresent(name -> results.engine(task.spec().pool(), name)));
      }
      default -> {}
    }
    results.follow(job, before, after, now);
    if (after instanceof Ended) {
      roster.release(job.id()).forEach(follower -> leaderEnded(follower, asked.cause(), now));
    }
  }

  /** A job that waited for another's result has it now, or goes its own way. */
  private void leaderEnded(JobId id, Cause cause, Instant now) {
    if (jobs.load(id).state() instanceof Live live) {
      Job job = live.job();
      Precedent precedent = find(job, now);
      run(new Asked(id, job.tenant(), new LeaderEnded(precedent), cause), now);
      if (precedent instanceof Precedent.None) {
        results.inherit(job);
      }
    }
  }

  private void reject(Asked asked, Rejected rejected, Instant now) {
    outbox.rejection(new Subject(asked.job(), asked.tenant(), 0, asked.cause(), now), rejected);
    LOG.atInfo()
        .addKeyValue("job", asked.job())
        .addKeyValue("tenant", asked.tenant())
        .addKeyValue("command", name(asked.command()))
        .addKeyValue("reason", rejected.reason())
        .log("refused");
  }

  private void stop(Asked asked, Stray stray, Instant now) {
    if (throttle.wasJustTold(stray.run().run(), now)) {
      return;
    }
    outbox.effect(
        new Subject(asked.job(), asked.tenant(), 0, asked.cause(), now),
        new Effect.StopRun(stray.run(), stray.reason()));
    LOG.atInfo()
        .addKeyValue("job", asked.job())
        .addKeyValue("run", stray.run().run())
        .addKeyValue("command", name(asked.command()))
        .addKeyValue("reason", stray.reason())
        .log("told a run without a lease to stop");
  }

  private void bury(Record<byte[], Inbound> record, Undecodable undecodable, Instant now) {
    var from = context.recordMetadata().orElseThrow();
    outbox.deadLetter(record, undecodable, from, now);
    LOG.atError()
        .addKeyValue("topic", from.topic())
        .addKeyValue("partition", from.partition())
        .addKeyValue("offset", from.offset())
        .addKeyValue("error", undecodable.error())
        .log("a record cannot be read; it lies in the dead-letter topic");
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private static String word(Decision decision) {
    return name(decision).toLowerCase(Locale.ROOT);
  }

  private static String name(Object thing) {
    return thing.getClass().getSimpleName();
  }
}
