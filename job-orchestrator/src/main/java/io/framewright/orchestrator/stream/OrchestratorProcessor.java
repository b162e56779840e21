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
import io.framewright.orchestrator.domain.Agenda;
import io.framewright.orchestrator.domain.Command.Heartbeat;
import io.framewright.orchestrator.domain.Command.LoseLease;
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
import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
  private final Agenda agenda;
  private final Leases leases;
  private final StopThrottle throttle = new StopThrottle();

  private ProcessorContext<byte[], Outbound> context;
  private JobBook jobs;
  private TenantBook tenants;
  private RequestBook requests;
  private TimerBook timers;
  private Outbox outbox;
  private Backlog backlog;
  private Meters.Census census;

  OrchestratorProcessor(Orchestration orchestration) {
    this.orchestration = orchestration;
    this.decider = new Decider(orchestration.policy());
    this.agenda = new Agenda(orchestration.policy());
    this.leases = new Leases(orchestration.leaseTimeout());
  }

  @Override
  public void init(ProcessorContext<byte[], Outbound> context) {
    this.context = context;
    timers = new TimerBook(context.getStateStore(Stores.TIMERS));
    jobs = new JobBook(context.getStateStore(Stores.JOBS), timers);
    tenants =
        new TenantBook(context.getStateStore(Stores.TENANTS), context.getStateStore(Stores.QUEUE));
    requests = new RequestBook(context.getStateStore(Stores.REQUESTS), timers);
    outbox = new Outbox(context, new RecordWriter(orchestration.schemas()), throttle);
    backlog = new Backlog(orchestration.gauge(), context.taskId().partition(), now());
    census = orchestration.meters().census(context.taskId().partition());
    jobs.forEach(this::takeOver);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick(now()));
  }

  @Override
  public void close() {
    census.close();
  }

  private void takeOver(JobId id, StoredJob job) {
    census.moved(new Absent(), job.state());
    if (job.state() instanceof Live live) {
      leases.follow(id, live.job().tenant(), List.of(), live.leases(), now());
    }
  }

  @Override
  public void process(Record<byte[], Inbound> record) {
    Instant now = now();
    context.recordMetadata().ifPresent(from -> backlog.saw(from.topic(), from.offset(), now));
    switch (record.value()) {
      case Asked(_, _, Heartbeat(var run), _) when leases.renew(run, now) -> {}
      case Asked(_, _, Heartbeat(var run), _) when throttle.wasJustTold(run.run(), now) -> {}
      case Asked asked -> traced(asked, now);
      case Undecodable undecodable -> bury(record.key(), undecodable, now);
    }
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
    leases
        .lost(now)
        .forEach(lease ->
            handle(
                new Asked(lease.job(), lease.tenant(), new LoseLease(lease.run()), Cause.TIME),
                now));
    timers.due(now).forEach(timer -> fire(timer, now));
  }

  private void fire(Timer timer, Instant now) {
    switch (timer) {
      case Timer.Wake wake -> wake(wake, now);
      case Timer.ForgetRequest forget -> requests.forget(forget);
    }
  }

  private void wake(Timer.Wake timer, Instant now) {
    JobId id = timer.job();
    StoredJob job = jobs.load(id);
    switch (job.state()) {
      case Live live -> handle(new Asked(id, live.job().tenant(), new WakeUp(), Cause.TIME), now);
      case Ended _ -> jobs.forget(id, job);
      case Absent _ -> timers.clear(timer);
    }
  }

  /** One command, and the turns that come of it. */
  private void handle(Asked asked, Instant now) {
    run(asked, now);
    TenantId tenant = asked.tenant();
    for (Optional<JobId> next = tenants.nextTurn(tenant);
        next.isPresent();
        next = tenants.nextTurn(tenant)) {
      run(new Asked(next.get(), tenant, new TakeTurn(), asked.cause()), now);
    }
  }

  private void run(Asked asked, Instant now) {
    StoredJob job = jobs.load(asked.job());
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
  }

  private Decision decide(Asked asked, StoredJob job, Instant now) {
    Optional<? extends Decision> objection =
        asked.command() instanceof SubmitJob submit && job.state() instanceof Absent
            ? Admission.objection(submit, tenants.load(submit.tenant()), requests.earlier(submit))
            : Optional.empty();
    return objection.isPresent()
        ? objection.get()
        : decider.decide(job.state(), asked.command(), now, orchestration.chance());
  }

  private void accept(Asked asked, StoredJob before, Accepted accepted, Instant now) {
    Cause origin = before.state() instanceof Absent ? asked.cause().beginning() : before.origin();
    Cause cause = asked.cause().within(origin);
    JobState state = before.state();
    for (Event event : accepted.events()) {
      state = Evolver.evolve(state, event, now);
      outbox.event(new Subject(asked.job(), asked.tenant(), state.sequence(), cause, now), event);
      orchestration.meters().happened(name(event));
    }
    for (Effect effect : accepted.effects()) {
      outbox.effect(new Subject(asked.job(), asked.tenant(), state.sequence(), cause, now), effect);
    }
    keep(asked, before, state, origin, now);
    LOG.atInfo()
        .addKeyValue("job", asked.job())
        .addKeyValue("tenant", asked.tenant())
        .addKeyValue("command", name(asked.command()))
        .addKeyValue("events", accepted.events().stream().map(OrchestratorProcessor::name).toList())
        .log("decided");
  }

  private void keep(Asked asked, StoredJob before, JobState state, Cause origin, Instant now) {
    if (asked.command() instanceof SubmitJob submit) {
      tenants.allow(submit.tenant(), submit.request().maxConcurrentJobs());
      requests.remember(submit, now);
    }
    var place = tenants.move(asked.tenant(), asked.job(), before, state);
    jobs.save(asked.job(), before, new StoredJob(state, place, agenda.next(state), origin));
    leases.follow(asked.job(), asked.tenant(), before.state().leases(), state.leases(), now);
    census.moved(before.state(), state);
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

  private void bury(byte[] key, Undecodable undecodable, Instant now) {
    var from = context.recordMetadata().orElseThrow();
    outbox.deadLetter(key, undecodable, from, now);
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
