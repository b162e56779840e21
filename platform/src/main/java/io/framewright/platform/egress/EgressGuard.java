package io.framewright.platform.egress;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a request may leave for an address that a client named. Only the open internet on
 * the configured ports may be reached. The one way past is {@code framewright.egress.allow}, which
 * production mode refuses; each use of it is logged.
 *
 * <p>Who connects asks {@link #addresses} and connects to what it gives, without looking the name
 * up again: between a check and a second look-up the answer may change (DNS rebinding).
 */
@Context
public final class EgressGuard {

  private static final Logger LOG = LoggerFactory.getLogger(EgressGuard.class);
  private static final Duration LOOK_UP = Duration.ofSeconds(2);
  private static final int LOOK_UPS_AT_ONCE = 8;

  /** Finds the addresses of a host name. */
  interface Names {
    List<InetAddress> lookUp(String host) throws UnknownHostException;
  }

  private final Set<String> allowed;
  private final Set<Integer> ports;
  private final Names names;

  /**
   * @param production whether exceptions are refused
   * @throws ConfigurationException if there are exceptions in production mode
   */
  @Inject
  public EgressGuard(
      EgressSettings settings, @Value("${framewright.production:false}") boolean production) {
    this(settings, production, new SystemNames());
  }

  EgressGuard(EgressSettings settings, boolean production, Names names) {
    this.allowed = settings.allowed();
    this.ports = settings.openPorts();
    this.names = names;
    if (production && !allowed.isEmpty()) {
      throw new ConfigurationException(
          "production mode refuses framewright.egress.allow: it lets clients reach addresses that"
              + " are not on the open internet. Remove it.");
    }
  }

  /** What the guard says to an address. */
  public sealed interface Verdict {

    /** A request may be tried; the addresses behind a name are judged when it connects. */
    record Passed(Destination destination) implements Verdict {}

    /**
     * @param reason ends a sentence that begins with "The address"; it repeats nothing of it
     */
    record Refused(String reason) implements Verdict {}
  }

  /** Judges the text alone, without looking a name up. */
  public Verdict read(String url) {
    return switch (Destination.parse(url)) {
      case Destination.Parsed.Bad(var problem) -> new Verdict.Refused(problem);
      case Destination.Parsed.Good(var destination) -> judge(destination);
    };
  }

  private Verdict judge(Destination destination) {
    if (isException(destination)) {
      return new Verdict.Passed(destination);
    }
    if (!ports.contains(destination.port())) {
      return new Verdict.Refused(
          "has the port %d, which may not be reached".formatted(destination.port()));
    }
    boolean closed =
        destination.literal().map(address -> !GlobalUnicast.is(address)).orElse(false)
            || destination.localName();
    return closed ? NOT_PUBLIC : new Verdict.Passed(destination);
  }

  private static final Verdict.Refused NOT_PUBLIC =
      new Verdict.Refused("leads to a host that is not on the open internet");

  /**
   * Judges an address at the door. A name that cannot be looked up now passes: it is looked up
   * again when the request is made.
   */
  public Verdict check(String url) {
    Verdict verdict = read(url);
    if (verdict instanceof Verdict.Passed(var destination) && !isException(destination)) {
      try {
        return allGlobal(lookUp(destination)) ? verdict : NOT_PUBLIC;
      } catch (UnknownHostException _) {
        return verdict; // said in the method's contract
      }
    }
    return verdict;
  }

  /**
   * The addresses to connect to, all of them judged; nothing else may be connected to.
   *
   * @throws EgressRefusedException if one of them is not on the open internet
   * @throws UnknownHostException if there are none
   */
  List<InetAddress> addresses(Destination destination) throws UnknownHostException {
    List<InetAddress> found = lookUp(destination);
    if (isException(destination)) {
      LOG.atInfo()
          .addKeyValue("destination", destination.key())
          .log("a request passes by framewright.egress.allow");
      return found;
    }
    if (!allGlobal(found)) {
      throw new EgressRefusedException(NOT_PUBLIC.reason());
    }
    return found;
  }

  private boolean isException(Destination destination) {
    return allowed.contains(destination.key());
  }

  private List<InetAddress> lookUp(Destination destination) throws UnknownHostException {
    return destination.literal().isPresent()
        ? List.of(destination.literal().get())
        : names.lookUp(destination.host());
  }

  private static boolean allGlobal(List<InetAddress> addresses) {
    return !addresses.isEmpty() && addresses.stream().allMatch(GlobalUnicast::is);
  }

  /** The system's resolver, on threads of its own: its calls block, and hold a carrier. */
  private static final class SystemNames implements Names {

    private final ExecutorService threads =
        Executors.newFixedThreadPool(
            LOOK_UPS_AT_ONCE, Thread.ofPlatform().daemon().name("egress-names-", 0).factory());

    @Override
    public List<InetAddress> lookUp(String host) throws UnknownHostException {
      Future<InetAddress[]> answer = threads.submit(() -> InetAddress.getAllByName(host));
      try {
        return List.of(answer.get(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS));
      } catch (ExecutionException | TimeoutException e) {
        answer.cancel(true);
        throw unknown(e);
      } catch (InterruptedException e) {
        answer.cancel(true);
        Thread.currentThread().interrupt();
        throw unknown(e);
      }
    }

    private static UnknownHostException unknown(Exception cause) {
      UnknownHostException unknown = new UnknownHostException("the host's name is not known");
      unknown.initCause(cause);
      return unknown;
    }
  }
}
