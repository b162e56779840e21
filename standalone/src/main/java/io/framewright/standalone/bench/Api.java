package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** How soon the gateway answers, at rest and while both processors encode, and to many watchers. */
public final class Api {

  /** Reads that are due in a second. */
  public static final int PER_SECOND = 500;

  private static final int WARM_UP_SECONDS = 5;
  private static final int JOBS = 20;

  /** Clients that watch all jobs. */
  public static final int WATCHERS = 500;

  private static final int FILM_SECONDS = 60;
  private static final long GLANCE = 20_000_000L;
  private static final long PATIENCE = 60_000_000_000L;

  private final ApiClient client;
  private final String brokers;
  private final BareFfmpeg ffmpeg;

  /**
   * @param brokers of the platform's log
   * @param ffmpeg makes the film that the processors are kept busy with
   */
  public Api(ApiClient client, String brokers, BareFfmpeg ffmpeg) {
    this.client = client;
    this.brokers = brokers;
    this.ffmpeg = ffmpeg;
  }

  /**
   * What was measured, in milliseconds.
   *
   * @param atRest from when a read was due to its answer
   * @param busy the same while films are encoded on all processors
   * @param failed reads that were not answered with 200, of both
   * @param events from the log to each of 500 watchers
   */
  public record Measured(Sample atRest, Sample busy, int failed, Sample events) {}

  /**
   * Measures all three.
   *
   * @param seconds of reads, each time
   */
  public Measured measure(Path directory, int seconds, Consumer<String> progress)
      throws InterruptedException {
    Path picture = TestPicture.write();
    try {
      ObjectNode small = request(client.upload(picture)).put("output", "webp");
      List<String> jobs = completed(small);
      Reads reads = new Reads(client, jobs);
      reads.run(PER_SECOND, WARM_UP_SECONDS);
      progress.accept("%d reads a second, at rest".formatted(PER_SECOND));
      Reads.Measured atRest = reads.run(PER_SECOND, seconds);
      progress.accept("%d reads a second, while films are encoded".formatted(PER_SECOND));
      Reads.Measured busy = whileEncoding(directory, () -> reads.run(PER_SECOND, seconds));
      progress.accept("%d watchers".formatted(WATCHERS));
      return new Measured(
          atRest.millis(), busy.millis(), atRest.failed() + busy.failed(), watched(small));
    } finally {
      picture.toFile().delete();
    }
  }

  private List<String> completed(ObjectNode request) {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      jobs.add(client.watch(client.convert(request).id(), _ -> {}).id());
    }
    return jobs;
  }

  private interface Measurement {
    Reads.Measured run();
  }

  private Reads.Measured whileEncoding(Path directory, Measurement measurement) {
    String film =
        client.upload(TestFilm.write(ffmpeg, directory.resolve("busy.mp4"), FILM_SECONDS));
    ObjectNode request = request(film);
    request.putObject("output").put("format", "mp4").putObject("video").put("preset", "slow");
    List<Job> films = List.of(client.convert(request), client.convert(request));
    try {
      awaitProcessing(films.getFirst()); // the other comes after it, or beside it
      return measurement.run();
    } finally {
      films.stream()
          .filter(asked -> !client.job(asked.id()).hasEnded())
          .forEach(asked -> client.cancel(asked.id()));
    }
  }

  private void awaitProcessing(Job asked) {
    long deadline = System.nanoTime() + PATIENCE;
    while (client.job(asked.id()).status().equals("queued")) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the film was not begun within a minute");
      }
      LockSupport.parkNanos(GLANCE);
    }
  }

  private Sample watched(ObjectNode request) throws InterruptedException {
    try (Watchers watchers = new Watchers(client, brokers, WATCHERS)) {
      for (int i = 0; i < JOBS; i++) {
        String job = client.watch(client.convert(request).id(), _ -> {}).id();
        long deadline = System.nanoTime() + PATIENCE;
        while (watchers.seenBy(job) < WATCHERS) {
          if (System.nanoTime() > deadline) {
            throw new IllegalStateException(
                "%d of %d watchers have seen job %s"
                    .formatted(watchers.seenBy(job), WATCHERS, job));
          }
          LockSupport.parkNanos(GLANCE);
        }
      }
      return watchers.delays();
    }
  }

  private static ObjectNode request(String input) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("input", input);
    request.putObject("options").put("memoize", false);
    return request;
  }
}
