package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.estimate.EstimateAnswer;
import io.framewright.gateway.estimate.Estimates;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.jobs.ConvertRequest.Kind;
import io.framewright.gateway.security.Caller;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;

/** {@code POST /api/v1/estimate}: what a job would take; the body is that of a conversion. */
@Controller("/api/v1/estimate")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EstimateController {

  private final Inputs inputs;
  private final Conversions conversions;
  private final Estimates estimates;

  EstimateController(Inputs inputs, Conversions conversions, Estimates estimates) {
    this.inputs = inputs;
    this.conversions = conversions;
    this.estimates = estimates;
  }

  @Post
  EstimateAnswer estimate(@Body byte[] body, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    JsonNode whole = conversions.whole(caller, StrictJson.read(body, "The body"), Kind.CONVERT);
    ConvertRequest request = ConvertRequest.of(whole, Kind.CONVERT);
    ResolvedInput input = inputs.resolve(caller, request.input());
    return estimates.of(caller.tenant(), conversions.plan(request, input), input.source());
  }
}
