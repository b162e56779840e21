package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.standalone.bench.BareEngine;
import io.framewright.standalone.bench.Images;
import io.framewright.standalone.bench.NodeWorker;
import io.framewright.standalone.bench.Soak;
import io.framewright.standalone.bench.TestPicture;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.ProcessRunner;
import io.framewright.standalone.files.SampleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code bench images}. */
record ImageBench(Common common) {

  private static final int ROUNDS = 4;

  int compare(int jobs) {
    return measured(jobs, Optional.empty());
  }

  /** Beside a Node worker too, which lives in {@code directory}. */
  int compareWithNode(int jobs, Path directory) throws IOException {
    try (NodeWorker node = NodeWorker.start(new ProcessRunner(), directory)) {
      return measured(jobs, Optional.of(node));
    }
  }

  private int measured(int jobs, Optional<NodeWorker> node) {
    try (ApiClient client = common.client()) {
      BareEngine bare =
          new BareEngine(new ProcessRunner(), Engines.ofThisMachine().libvips().require().engine());
      Images images = new Images(client, common.platform(), bare, node);
      Path photo = SampleFiles.directory().resolve("photo.jpg");
      ImageFigures figures =
          new ImageFigures(images.measure(photo, jobs, ROUNDS, System.err::println));
      if (common.json) {
        Common.print(figures.json());
      } else {
        System.out.print(figures.text());
      }
      return 0;
    }
  }

  int soak(int jobs) {
    Path picture = TestPicture.write();
    try (ApiClient client = common.client()) {
      Soak.Measured measured =
          new Soak(client, common.platform()).measure(picture, jobs, System.err::println);
      if (common.json) {
        Common.print(
            JsonNodeFactory.instance
                .objectNode()
                .put("jobs", measured.jobs())
                .put("bytes_before", measured.before())
                .put("bytes_after", measured.after())
                .put("refused_of_100_broken", measured.refused())
                .put("answers", measured.answers())
                .put("same_process", measured.sameProcess()));
      } else {
        System.out.printf(
            "image-service holds %s before and %s after %d jobs; %d of 100 broken pictures were"
                + " refused, then it %s (%s)%n",
            Words.size(measured.before()),
            Words.size(measured.after()),
            measured.jobs(),
            measured.refused(),
            measured.answers() ? "answers" : "does not answer",
            measured.sameProcess() ? "the same process" : "another process");
      }
      return measured.passed() ? 0 : Failures.FAILED;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a broken picture", e);
    } finally {
      picture.toFile().delete();
    }
  }
}
