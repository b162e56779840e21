package io.framewright.platform.egress;

import io.framewright.platform.egress.Fetch.Why;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;

/** One request for a file, and what is made of its answer. */
final class Exchange<T> {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final EgressGuard guard;
  private final EgressSettings settings;
  private final Destination destination;
  private final long maxBytes;
  private final RemoteFiles.Reader<T> reader;

  Exchange(
      EgressGuard guard,
      EgressSettings settings,
      Destination destination,
      long maxBytes,
      RemoteFiles.Reader<T> reader) {
    this.guard = guard;
    this.settings = settings;
    this.destination = destination;
    this.maxBytes = maxBytes;
    this.reader = reader;
  }

  /** What a request led to: an end, or another address. */
  sealed interface Outcome<T> {}

  record Ended<T>(Fetch<T> fetch) implements Outcome<T> {}

  record Redirected<T>(String location) implements Outcome<T> {}

  Outcome<T> run(Consumer<Runnable> onCancel) throws IOException, InterruptedException {
    HttpGet request = new HttpGet(destination.uri());
    request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    onCancel.accept(request::abort);
    try (CloseableHttpClient client = PinnedClients.to(destination, guard, settings);
        Watch watch = Watch.over(settings, request::abort)) {
      ClassicHttpResponse response;
      try {
        response = client.executeOpen(null, request, null);
      } catch (EgressRefusedException e) {
        return failed(Why.BLOCKED, "the address " + e.getMessage());
      } catch (UnknownHostException e) {
        return failed(Why.UNAVAILABLE, "the host of the address is not known");
      } catch (IOException | IllegalStateException e) { // the latter if it is cut off as it begins
        return unavailable("the server of the address does not answer", watch, e);
      }
      return answered(response, watch);
    } finally {
      request.abort(); // what is left to read is not read: the connection is cut
    }
  }

  private Outcome<T> answered(ClassicHttpResponse response, Watch watch)
      throws IOException, InterruptedException {
    int status = response.getCode();
    Header location = response.getFirstHeader(HttpHeaders.LOCATION);
    if (REDIRECTS.contains(status) && location != null) {
      return redirected(location.getValue());
    }
    if (status >= 500 || PASSING.contains(status)) {
      return failed(Why.UNAVAILABLE, "the server of the address answers %d".formatted(status));
    }
    HttpEntity file = response.getEntity();
    if (status != 200 || file == null) {
      return failed(
          Why.NOT_GIVEN,
          "the server of the address gives no file: it answers %d".formatted(status));
    }
    Header encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.getValue().toLowerCase(Locale.ROOT).equals("identity")) {
      return failed(Why.NOT_GIVEN, "the server of the address sends the file compressed, unasked");
    }
    return read(file, watch);
  }

  private Outcome<T> redirected(String location) {
    try {
      return new Redirected<>(destination.uri().resolve(location).toString());
    } catch (IllegalArgumentException _) {
      return failed(Why.BLOCKED, "a redirect of the address is not well-formed");
    }
  }

  private Outcome<T> read(HttpEntity file, Watch watch) throws IOException, InterruptedException {
    long announced = file.getContentLength();
    if (announced > maxBytes) {
      return tooLarge();
    }
    RemoteBody body = new RemoteBody(file.getContent(), maxBytes, watch);
    try {
      T value =
          reader.read(body, announced < 0 ? OptionalLong.empty() : OptionalLong.of(announced));
      return body.count() == 0
          ? failed(Why.NOT_GIVEN, "the file at the address is empty")
          : new Ended<>(new Fetch.Read<>(value));
    } catch (RemoteBody.TooLargeException _) {
      return tooLarge();
    } catch (RemoteBody.BrokenException e) {
      return watch.reason().isPresent()
          ? unavailable("", watch, e)
          : failed(Why.BROKEN_OFF, "the file at the address broke off before its end");
    }
  }

  private Outcome<T> tooLarge() {
    return failed(
        Why.TOO_LARGE, "the file at the address has more than %d bytes".formatted(maxBytes));
  }

  private Outcome<T> unavailable(String otherwise, Watch watch, Exception cause) {
    return failed(
        Why.UNAVAILABLE,
        watch
            .reason()
            .orElseGet(() -> "%s (%s)".formatted(otherwise, cause.getClass().getSimpleName())));
  }

  private Outcome<T> failed(Why why, String reason) {
    return new Ended<>(new Fetch.Failed<>(why, reason));
  }
}
