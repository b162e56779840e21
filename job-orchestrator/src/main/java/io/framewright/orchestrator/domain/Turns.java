package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.orchestrator.domain.Standing.Rank;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is, for each pool of one partition. Tenants take turns, one offer each; within a
 * tenant the tasks of started jobs go first, then new jobs by rank, as far as the limits of the
 * tenant and of the job's owner allow. So one tenant's thousand jobs delay another's one by an
 * offer.
 *
 * <p>All of it follows from the live jobs: it is kept in memory, and built again from them by
 * whoever takes the partition over. A step costs the logarithm of what waits.
 */
public final class Turns {

  private final Policy policy;
  private final Map<JobId, Standing> standings = new HashMap<>();
  private final Map<TenantId, Share> shares = new HashMap<>();
  private final Map<JobId, NavigableSet<Rank>> followers = new HashMap<>();
  private final Map<String, PoolTurns> pools = new TreeMap<>();

  /** What a tenant has of the platform. */
  private static final class Share {
    private int queued;
    private int running;
    private final Map<String, Integer> runningByOwner = new HashMap<>();
    private final Map<String, Line> lines = new TreeMap<>();

    private boolean isEmpty() {
      return queued == 0 && running == 0;
    }
  }

  /** What of one tenant waits for one pool. */
  private static final class Line {
    private final NavigableSet<Rank> started = new TreeSet<>();
    private final Map<String, NavigableSet<Rank>> newByOwner = new TreeMap<>();
  }

  /** The tenants that could have an offer of the pool, in the order of their turns. */
  private static final class PoolTurns {
    private final SequencedSet<TenantId> rotation = new LinkedHashSet<>();
    private final Window window = new Window();
    private int unstarted;
  }

  public Turns(Policy policy) {
    this.policy = policy;
    policy.pools().forEach(pool -> pools.put(pool, new PoolTurns()));
  }

  /** Begins with the jobs that are live when a partition is taken over. */
  public void load(Collection<? extends Live> jobs, Instant now) {
    jobs.forEach(live -> standings.put(live.job().id(), Standing.of(live, policy, now)));
    standings.values().forEach(this::enter);
    List.copyOf(shares.keySet()).forEach(this::settle);
  }

  /** Takes note of a job's step from one state to the next, or that time has passed for it. */
  public void follow(JobId id, JobState after, Instant now) {
    Standing was = standings.get(id);
    Standing is = after instanceof Live live ? Standing.of(live, policy, now) : null;
    if (was != null && !was.equals(is)) {
      leave(was);
      standings.remove(id);
    }
    if (is != null && !is.equals(was)) {
      standings.put(id, is);
      enter(is);
    }
    settle(was, is);
  }

  /**
   * An offer was started, which says how soon the pool takes what it is offered.
   *
   * @param waited since it was first made
   * @param idle how long the worker had waited for it
   */
  public void started(String pool, Duration waited, Duration idle, Instant now) {
    pool(pool).window.started(waited, idle, now);
  }

  /** The jobs that waited for this one, which has ended; from now on they wait for their turns. */
  public List<JobId> release(JobId leader) {
    NavigableSet<Rank> released = followers.remove(leader);
    if (released == null) {
      return List.of();
    }
    List<JobId> jobs = new ArrayList<>();
    for (Rank rank : released) {
      Standing standing = standing(rank);
      line(standing, rank, true);
      settle(standing.tenant());
      jobs.add(rank.job());
    }
    return jobs;
  }

  /** The job that may offer one task to the pool, if the pool has room and anybody may. */
  public Optional<JobId> next(String pool) {
    PoolTurns turns = pool(pool);
    if (turns.unstarted >= turns.window.size() || turns.rotation.isEmpty()) {
      return Optional.empty();
    }
    TenantId tenant = turns.rotation.removeFirst();
    turns.rotation.addLast(tenant);
    return Optional.of(first(share(tenant), pool).orElseThrow().job());
  }

  /** Jobs of the tenant that wait for their turn. */
  public int queued(TenantId tenant) {
    Share share = shares.get(tenant);
    return share == null ? 0 : share.queued;
  }

  /** Offers that the pool may have at once before anybody starts one. */
  int window(String pool) {
    return pool(pool).window.size();
  }

  private void enter(Standing standing) {
    count(standing, 1);
    Optional<JobId> leader = standing.follows().filter(standings::containsKey);
    if (leader.isPresent()) {
      followers.computeIfAbsent(leader.get(), _ -> new TreeSet<>()).add(standing.rank());
    } else {
      line(standing, standing.rank(), true);
    }
  }

  private void leave(Standing standing) {
    count(standing, -1);
    standing.follows().map(followers::get).ifPresent(waiting -> waiting.remove(standing.rank()));
    line(standing, standing.rank(), false);
  }

  private void count(Standing standing, int step) {
    Share share = shares.computeIfAbsent(standing.tenant(), _ -> new Share());
    if (standing.started()) {
      share.running += step;
      share.runningByOwner.merge(standing.acceptance().owner(), step, Turns::sum);
    } else {
      share.queued += step;
    }
    standing.unstarted().forEach((pool, offers) -> pool(pool).unstarted += step * offers);
  }

  private static @Nullable Integer sum(int one, int other) {
    return one + other == 0 ? null : Integer.valueOf(one + other);
  }

  private void line(Standing standing, Rank rank, boolean in) {
    Share share = share(standing.tenant());
    for (String pool : standing.ready()) {
      Line line = share.lines.computeIfAbsent(pool, _ -> new Line());
      NavigableSet<Rank> place =
          standing.started()
              ? line.started
              : line.newByOwner.computeIfAbsent(
                  standing.acceptance().owner(), _ -> new TreeSet<>());
      if (in) {
        place.add(rank);
      } else {
        place.remove(rank);
      }
      line.newByOwner.values().removeIf(Collection::isEmpty);
    }
  }

  private void settle(@Nullable Standing was, @Nullable Standing is) {
    Standing any = is == null ? was : is;
    if (any != null) {
      settle(any.tenant());
    }
  }

  /** Puts the tenant into the rotation of the pools where it may have an offer, and only there. */
  private void settle(TenantId tenant) {
    Share share = share(tenant);
    pools.forEach((pool, turns) -> {
      if (first(share, pool).isEmpty()) {
        turns.rotation.remove(tenant);
      } else if (!turns.rotation.contains(tenant)) {
        turns.rotation.addLast(tenant);
      }
    });
    if (share.isEmpty()) {
      shares.remove(tenant);
    }
  }

  private Optional<Rank> first(Share share, String pool) {
    Line line = share.lines.get(pool);
    if (line == null) {
      return Optional.empty();
    }
    return line.started.isEmpty()
        ? line.newByOwner.values().stream()
            .map(NavigableSet::first)
            .filter(rank -> mayStart(share, standing(rank).acceptance()))
            .min(Rank::compareTo)
        : Optional.of(line.started.first());
  }

  private static boolean mayStart(Share share, Acceptance job) {
    int ofOwner = share.runningByOwner.getOrDefault(job.owner(), 0);
    return share.running < job.maxConcurrentJobs()
        && ofOwner < job.maxConcurrentJobsOfOwner().orElse(Integer.MAX_VALUE);
  }

  private Share share(TenantId tenant) {
    return Objects.requireNonNull(shares.get(tenant), "whoever has jobs has a share");
  }

  private Standing standing(Rank rank) {
    return Objects.requireNonNull(standings.get(rank.job()), "whoever is in a line has a standing");
  }

  private PoolTurns pool(String pool) {
    return pools.computeIfAbsent(pool, _ -> new PoolTurns());
  }

  /** All of it but the windows and whose turn is next, to compare with a fresh one. */
  String picture() {
    Map<String, String> lines = new TreeMap<>();
    shares.forEach((tenant, share) -> {
      lines.put(
          tenant.value(), share.queued + "/" + share.running + new TreeMap<>(share.runningByOwner));
      share.lines.forEach((pool, line) -> {
        if (!line.started.isEmpty() || !line.newByOwner.isEmpty()) {
          lines.put(tenant + "/" + pool, line.started + " " + line.newByOwner);
        }
      });
    });
    pools.forEach((pool, turns) ->
        lines.put("/" + pool, turns.unstarted + " " + new TreeSet<>(names(turns.rotation))));
    followers.forEach((leader, waiting) -> {
      if (!waiting.isEmpty()) {
        lines.put("//" + leader, waiting.toString());
      }
    });
    return lines.toString();
  }

  private static List<String> names(Collection<TenantId> tenants) {
    return tenants.stream().map(TenantId::value).toList();
  }
}
