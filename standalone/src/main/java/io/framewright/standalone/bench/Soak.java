package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.files.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/** What many small jobs leave in the memory of image-service, and what broken pictures do to it. */
public final class Soak {

  private static final int WARM_UP = 200;
  private static final int ROUNDS = 4;
  private static final int BROKEN = 100;

  private final Repeated jobs;
  private final ApiClient client;
  private final ImageServiceProcess service;

  /**
   * @param platform the process that answers the client
   */
  public Soak(ApiClient client, ProcessHandle platform) {
    this.client = client;
    this.jobs = new Repeated(client);
    this.service = new ImageServiceProcess(platform);
  }

  /**
   * What was measured.
   *
   * @param before bytes of image-service after some jobs that warm up; likewise after all jobs
   * @param refused of a hundred broken pictures, one after the other
   * @param answers whether a good picture was converted after them
   * @param sameProcess whether the process is still the one of the beginning
   */
  public record Measured(
      int jobs, long before, long after, int refused, boolean answers, boolean sameProcess) {

    /** Whether the service took it all: no crash, no refusal of what is good. */
    public boolean passed() {
      return answers && sameProcess && refused == BROKEN;
    }
  }

  /** Runs the jobs, then the broken ones. */
  public Measured measure(Path picture, int jobs, Consumer<String> progress) throws IOException {
    long pid = service.pid();
    ObjectNode good = request(client.upload(picture));
    require(good, WARM_UP);
    long before = bytes();
    for (int i = 1; i <= ROUNDS; i++) {
      require(good, jobs / ROUNDS);
      progress.accept("%d jobs: %d KB".formatted(jobs / ROUNDS * i, bytes() / 1024));
    }
    long after = bytes();
    int refused = BROKEN - this.jobs.run(request(client.upload(cut(picture))), BROKEN);
    boolean answers = this.jobs.run(good, 1) == 1;
    return new Measured(
        jobs / ROUNDS * ROUNDS, before, after, refused, answers, service.pid() == pid);
  }

  private void require(ObjectNode request, int count) {
    int completed = this.jobs.run(request, count);
    if (completed < count) {
      throw new IllegalStateException("%d of %d jobs completed".formatted(completed, count));
    }
  }

  private long bytes() {
    return ProcessHandle.of(service.pid()).map(new ResidentMemory()::ofTree).orElse(0L);
  }

  private static Path cut(Path picture) throws IOException {
    byte[] whole = Files.readAllBytes(picture);
    Path file = picture.resolveSibling("cut-" + picture.getFileName());
    file.toFile().deleteOnExit();
    return Files.write(file, Arrays.copyOf(whole, whole.length / 2));
  }

  private static ObjectNode request(String input) {
    ObjectNode request =
        JsonNodeFactory.instance.objectNode().put("input", input).put("output", "webp");
    request.putObject("options").put("memoize", false);
    return request;
  }
}
