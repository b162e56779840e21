package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * What a film costs by the platform and by ffmpeg alone: 1080p to h264 (medium, crf 23) and aac
 * (128k), one after the other and in turn, each first in every other round.
 */
public final class Video {

  private final ApiClient client;
  private final ProcessHandle platform;
  private final BareFfmpeg bare;
  private final int threads;

  /**
   * @param platform the process that answers the client
   * @param threads of each ffmpeg, as many as the platform gives it
   */
  public Video(ApiClient client, ProcessHandle platform, BareFfmpeg bare, int threads) {
    this.client = client;
    this.platform = platform;
    this.bare = bare;
    this.threads = threads;
  }

  /**
   * One job.
   *
   * @param cost by the client's clock, from sending the request to knowing the result; its input
   *     lay in the store already. All processes of the platform and their children are counted
   * @param waited seconds from the job's creation to its start, by the platform's stamps
   * @param engine seconds of it in ffmpeg's encode
   * @param around seconds between start and end that were not in it: fetch, looks at input and
   *     output, upload
   */
  public record Ran(Cost cost, double waited, double engine, double around) {}

  /** One job and the same work by ffmpeg alone. */
  public record Round(Ran job, Cost alone) {}

  /** All rounds of one film. */
  public record Measured(int filmSeconds, List<Round> rounds) {

    public Measured {
      rounds = List.copyOf(rounds);
    }

    /** The middle of what {@code part} says of each round. */
    public double median(ToDoubleFunction<Round> part) {
      return Sample.median(rounds, part);
    }

    /** How many times as long a job takes: of each round, then the middle. */
    public double wallRatio() {
      return median(round -> round.job().cost().wall() / round.alone().wall());
    }

    /** How many times the CPU seconds of ffmpeg alone: of each round, then the middle. */
    public double processorRatio() {
      return median(round -> round.job().cost().processor() / round.alone().processor());
    }
  }

  /**
   * Measures a film of so many seconds, after a short job that warms up and does not count.
   *
   * @param directory for the films
   * @param said is told of each round
   */
  public Measured measure(Path directory, int seconds, int rounds, Consumer<String> said) {
    byPlatform(client.upload(TestFilm.write(bare, directory.resolve("warm-up.mp4"), 1)));
    Path film = TestFilm.write(bare, directory.resolve("film.mp4"), seconds);
    Path output = directory.resolve("bare.mp4");
    String input = client.upload(film);
    List<Round> measured = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Round round;
      if (i % 2 == 0) {
        Ran job = byPlatform(input);
        round = new Round(job, bare.convert(film, output, threads));
      } else {
        Cost alone = bare.convert(film, output, threads);
        round = new Round(byPlatform(input), alone);
      }
      measured.add(round);
      said.accept("%d s, round %d of %d: %s".formatted(seconds, i + 1, rounds, said(round)));
    }
    return new Measured(seconds, measured);
  }

  private static String said(Round round) {
    return "by the platform %s, by ffmpeg alone %s".formatted(round.job().cost(), round.alone());
  }

  private Ran byPlatform(String input) {
    double before = ProcessorTime.ofTree(platform);
    long begin = System.nanoTime();
    Job ended = client.watch(client.convert(request(input)).id(), _ -> {});
    double wall = (System.nanoTime() - begin) / 1e9;
    if (!ended.isCompleted()) {
      throw new IllegalStateException("job %s ended as %s".formatted(ended.id(), ended.status()));
    }
    Cost cost = new Cost(wall, ProcessorTime.ofTree(platform) - before);
    double engine = engineSeconds(client.history(ended.id()));
    return new Ran(cost, seconds(ended.queued()), engine, seconds(ended.running()) - engine);
  }

  private static double seconds(Optional<Duration> time) {
    return time.orElse(Duration.ZERO).toNanos() / 1e9;
  }

  private static ObjectNode request(String input) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("input", input);
    ObjectNode output = request.putObject("output").put("format", "mp4");
    output.putObject("video").put("codec", "h264").put("preset", "medium").put("crf", 23);
    output.putObject("audio").put("codec", "aac").put("bitrate", "128k");
    request.putObject("options").put("memoize", false);
    return request;
  }

  private static double engineSeconds(JsonNode history) {
    double seconds = 0;
    for (JsonNode event : history.path("events")) {
      seconds += event.path("data").path("engine_seconds").asDouble(0);
    }
    return seconds;
  }
}
