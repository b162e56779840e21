package io.framewright.gateway.jobs;

import io.framewright.platform.egress.RemoteSource;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Tells workers where the inputs of a job are that nobody has fetched yet. */
@Singleton
final class RemoteSources {

  private final ObjectStore objects;

  RemoteSources(ObjectStore objects) {
    this.objects = objects;
  }

  /** Done before the request is written: a worker may be faster than the answer. */
  void keep(Submission submission) {
    long most = submission.caller().allowance().maxUploadBytes();
    inputs(submission)
        .filter(input -> input.url() != null)
        .forEach(input ->
            new RemoteSource(java.util.Objects.requireNonNull(input.url()), most)
                .keep(objects, input.key()));
  }

  /** Forgets what no job needs; the input of a repeated job belongs to that job. */
  void forget(Submission submission) {
    boolean repeats = submission.origin().retryOf().isPresent();
    inputs(submission)
        .filter(input -> input.url() != null)
        .filter(input -> !(repeats && input.equals(submission.input())))
        .forEach(input -> objects.delete(ObjectKeys.remoteSource(input.key())));
  }

  private static Stream<ResolvedInput> inputs(Submission submission) {
    return Stream.concat(Stream.of(submission.input()), submission.overlays().values().stream());
  }

  /** {@code input} with what is known of its content since a worker has fetched it. */
  ResolvedInput asFetched(ResolvedInput input) {
    if (input.url() == null || input.sha256() != null) {
      return input;
    }
    return objects
        .head(input.key())
        .map(found -> input.fetched(found.attributes().get(ObjectStore.SHA256), found.bytes()))
        .orElse(input);
  }
}
