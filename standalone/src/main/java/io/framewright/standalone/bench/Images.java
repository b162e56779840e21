package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.TwoAtOnce;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A photo through the platform and through libvips alone, in turns, two at a time. */
public final class Images {

  private static final int WARM_UP = 4;

  private final ApiClient client;
  private final ProcessHandle platform;
  private final BareEngine bare;

  /**
   * @param platform the process that answers the client
   */
  public Images(ApiClient client, ProcessHandle platform, BareEngine bare) {
    this.client = client;
    this.platform = platform;
    this.bare = bare;
  }

  /**
   * One kind of job.
   *
   * @param share of the jobs, one in so many of the first kind's
   * @param width of the result, cropped; likewise height; 0 leaves the photo's size
   * @param settings of the encoder, in the API's words
   * @param bare the saver and the options with which libvips alone does the same
   */
  public record Kind(
      String name,
      int share,
      int width,
      int height,
      Map<String, Integer> settings,
      List<String> bare) {

    public Kind {
      settings = Map.copyOf(settings);
      bare = List.copyOf(bare);
    }

    /** What is measured: 12 megapixels to a small JPEG, and at full size to WebP and AVIF. */
    public static List<Kind> all() {
      return List.of(
          new Kind(
              "jpeg",
              1,
              1280,
              720,
              Map.of("quality", 80),
              List.of("jpegsave", "Q=80", "optimize_coding=true", "interlace=true", "strip=true")),
          new Kind(
              "webp", 5, 0, 0, Map.of("quality", 85), List.of("webpsave", "Q=85", "strip=true")),
          new Kind(
              "avif",
              10,
              0,
              0,
              Map.of("quality", 50, "effort", 2),
              List.of("heifsave", "compression=av1", "Q=50", "effort=2", "strip=true")));
    }

    private ObjectNode request(String input) {
      ObjectNode request = JsonNodeFactory.instance.objectNode().put("input", input);
      ObjectNode image = request.putObject("output").put("format", name).putObject("image");
      settings.forEach(image::put);
      if (width > 0) {
        request
            .putArray("operations")
            .addObject()
            .put("type", "resize")
            .put("width", width)
            .put("height", height);
      }
      request.putObject("options").put("memoize", false);
      return request;
    }
  }

  /**
   * What was measured of one kind.
   *
   * @param each jobs of a round
   * @param platformPeak most bytes that image-service has held since its start
   */
  public record Measured(
      Kind kind, int each, List<Cost> platform, List<Cost> bare, long platformPeak, long barePeak) {

    public Measured {
      platform = List.copyOf(platform);
      bare = List.copyOf(bare);
    }

    /** Of all rounds. */
    public int jobs() {
      return each * platform.size();
    }

    /** How many times as long as libvips alone the platform takes for as many jobs. */
    public double timeRatio() {
      return Sample.median(platform, Cost::wall) / Sample.median(bare, Cost::wall);
    }

    /** How many times its CPU seconds all processes of the platform take. */
    public double processorRatio() {
      return Sample.median(platform, Cost::processor) / Sample.median(bare, Cost::processor);
    }

    /** Jobs a second. */
    public double platformRate() {
      return each / Sample.median(platform, Cost::wall);
    }

    /** Conversions a second by libvips alone. */
    public double bareRate() {
      return each / Sample.median(bare, Cost::wall);
    }
  }

  /**
   * Measures every kind, each in alternating rounds.
   *
   * @param jobs of the first kind in all rounds together
   */
  public List<Measured> measure(Path photo, int jobs, int rounds, Consumer<String> progress) {
    String input = client.upload(photo);
    List<Measured> measured = new ArrayList<>();
    for (Kind kind : Kind.all()) {
      int each = Math.max(TwoAtOnce.CLIENTS, jobs / kind.share() / rounds);
      through(kind, input, WARM_UP);
      List<Cost> ours = new ArrayList<>();
      List<Cost> theirs = new ArrayList<>();
      long barePeak = 0;
      for (int i = 0; i < rounds; i++) {
        ours.add(through(kind, input, each));
        JsonNode alone = alone(kind, photo, each);
        theirs.add(
            new Cost(
                alone.required("seconds").asDouble(), alone.required("cpu_seconds").asDouble()));
        barePeak = Math.max(barePeak, alone.required("peak_kb").asLong() * 1024);
        progress.accept(
            "%s: %s, alone %s".formatted(kind.name(), ours.getLast(), theirs.getLast()));
      }
      measured.add(
          new Measured(
              kind, each, ours, theirs, new ImageServiceProcess(platform).peak(), barePeak));
    }
    return measured;
  }

  private Cost through(Kind kind, String input, int jobs) {
    double before = ProcessorTime.ofTree(platform);
    long started = System.nanoTime();
    int completed = new Repeated(client).run(kind.request(input), jobs);
    double seconds = (System.nanoTime() - started) / 1e9;
    if (completed < jobs) {
      throw new IllegalStateException("%d of %d jobs completed".formatted(completed, jobs));
    }
    return new Cost(seconds, ProcessorTime.ofTree(platform) - before);
  }

  private JsonNode alone(Kind kind, Path photo, int jobs) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                photo.toString(),
                Integer.toString(jobs),
                Integer.toString(TwoAtOnce.CLIENTS),
                "width=" + (kind.width() > 0 ? kind.width() : 4000),
                "height=" + (kind.width() > 0 ? kind.height() : 3000)));
    arguments.addAll(kind.bare());
    return bare.run("io.framewright.image.bench.BareLibvips", arguments);
  }
}
