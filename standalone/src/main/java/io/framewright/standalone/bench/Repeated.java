package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.TwoAtOnce;
import java.util.Collections;
import java.util.concurrent.Callable;

/** Sends the same request many times, two at a time, each to its end. */
record Repeated(ApiClient client) {

  /** How many of the jobs have completed. */
  int run(JsonNode request, int count) {
    Callable<Boolean> job = () -> client.watch(client.convert(request).id(), _ -> {}).isCompleted();
    return Collections.frequency(TwoAtOnce.run(Collections.nCopies(count, job), _ -> {}), true);
  }
}
