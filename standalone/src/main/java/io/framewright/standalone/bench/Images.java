package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.TwoAtOnce;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A photo through the platform and through libvips alone, in turns, two at a time. */
public final class Images {

  private static final int WARM_UP = 4;

  private final ApiClient client;
  private final ProcessHandle platform;
  private final BareEngine bare;
  private final Optional<NodeWorker> node;

  /**
   * @param platform the process that answers the client
   * @param node gets the same jobs if it is there
   */
  public Images(
      ApiClient client, ProcessHandle platform, BareEngine bare, Optional<NodeWorker> node) {
    this.client = client;
    this.platform = platform;
    this.bare = bare;
    this.node = node;
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
   * @param bare rounds of libvips alone
   * @param node rounds of the Node worker; none if it was not asked
   * @param platformPeak most bytes that image-service has held since its start
   */
  public record Measured(
      Kind kind,
      int each,
      List<Cost> platform,
      List<Alone> bare,
      List<Alone> node,
      long platformPeak) {

    public Measured {
      platform = List.copyOf(platform);
      bare = List.copyOf(bare);
      node = List.copyOf(node);
    }

    /** Of all rounds. */
    public int jobs() {
      return each * platform.size();
    }

    /** Jobs a second. */
    public double platformRate() {
      return each / Sample.median(platform, Cost::wall);
    }

    /** How many times as long as the others the platform takes for as many jobs. */
    public double timeRatio(List<Alone> others) {
      return Sample.median(platform, Cost::wall)
          / Sample.median(others, other -> other.cost().wall());
    }

    /** How many times the others' CPU seconds all processes of the platform take. */
    public double processorRatio(List<Alone> others) {
      return Sample.median(platform, Cost::processor)
          / Sample.median(others, other -> other.cost().processor());
    }

    /** Jobs of the others a second. */
    public double rate(List<Alone> others) {
      return each / Sample.median(others, other -> other.cost().wall());
    }

    /** The most bytes that the others have held. */
    public long peak(List<Alone> others) {
      return others.stream().mapToLong(Alone::peak).max().orElse(0);
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
      List<Alone> theirs = new ArrayList<>();
      List<Alone> nodes = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        ours.add(through(kind, input, each));
        theirs.add(alone(kind, photo, each));
        node.ifPresent(worker -> nodes.add(worker.run(kind, photo, each)));
        String beside = nodes.isEmpty() ? "" : ", Node " + nodes.getLast().cost();
        progress.accept(
            "%s: %s, alone %s%s"
                .formatted(kind.name(), ours.getLast(), theirs.getLast().cost(), beside));
      }
      measured.add(
          new Measured(kind, each, ours, theirs, nodes, new ImageServiceProcess(platform).peak()));
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

  private Alone alone(Kind kind, Path photo, int jobs) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                photo.toString(),
                Integer.toString(jobs),
                Integer.toString(TwoAtOnce.CLIENTS),
                "width=" + (kind.width() > 0 ? kind.width() : 4000),
                "height=" + (kind.width() > 0 ? kind.height() : 3000)));
    arguments.addAll(kind.bare());
    return Alone.of(bare.run("io.framewright.image.bench.BareLibvips", arguments));
  }
}
