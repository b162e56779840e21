package io.framewright.platform.egress;

import io.framewright.platform.egress.EgressGuard.Verdict;
import io.framewright.platform.egress.Fetch.Why;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads files at addresses that clients name, through the {@link EgressGuard}: in constant memory,
 * over connections of one request each, with every redirect judged like the address itself.
 */
@Singleton
public final class RemoteFiles {

  private static final int MOST_REDIRECTS = 5;

  private final EgressGuard guard;
  private final EgressSettings settings;

  public RemoteFiles(EgressGuard guard, EgressSettings settings) {
    this.guard = guard;
    this.settings = settings;
  }

  /** What is done with a file while it comes. */
  public interface Reader<T> {

    /**
     * Reads {@code content} to its end. Its own errors end the fetch and are passed on.
     *
     * @param length as announced, if it was
     */
    T read(InputStream content, OptionalLong length) throws IOException, InterruptedException;
  }

  /**
   * Asks for the file at {@code url}.
   *
   * @param maxBytes that it may have
   * @param onCancel is given actions that end the request from another thread
   * @throws IOException of the reader
   * @throws InterruptedException of the reader
   */
  public <T> Fetch<T> read(String url, long maxBytes, Consumer<Runnable> onCancel, Reader<T> reader)
      throws IOException, InterruptedException {
    String next = url;
    @Nullable Destination previous = null;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      String subject = previous == null ? "the address" : "a redirect of the address";
      switch (guard.read(next)) {
        case Verdict.Refused(var reason) -> {
          return blocked("%s %s".formatted(subject, reason));
        }
        case Verdict.Passed(var to) -> {
          if (previous != null && previous.secure() && !to.secure()) {
            return blocked("a redirect of the address leads from https to http");
          }
          switch (new Exchange<>(guard, settings, to, maxBytes, reader).run(onCancel)) {
            case Exchange.Ended<T>(var fetch) -> {
              return fetch;
            }
            case Exchange.Redirected<T>(var location) -> next = location;
          }
          previous = to;
        }
      }
    }
    return blocked("the address redirects more than %d times".formatted(MOST_REDIRECTS));
  }

  private static <T> Fetch<T> blocked(String reason) {
    return new Fetch.Failed<>(Why.BLOCKED, reason);
  }
}
