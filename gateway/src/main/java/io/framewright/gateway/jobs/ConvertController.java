package io.framewright.gateway.jobs;

import io.framewright.gateway.assets.Uploads;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.estimate.EstimateAnswer;
import io.framewright.gateway.estimate.Estimates;
import io.framewright.gateway.http.JsonTrees;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.jobs.ConvertRequest.Kind;
import io.framewright.gateway.plan.Plan;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.operations.OperationCatalogue;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/** {@code POST /api/v1/convert} and {@code /analyze}: a job is asked for. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConvertController {

  private final Conversions conversions;
  private final Uploads uploads;
  private final Estimates estimates;
  private final JobRenderer renderer;
  private final JsonTrees trees;

  ConvertController(
      Conversions conversions,
      Uploads uploads,
      Estimates estimates,
      JobRenderer renderer,
      JsonTrees trees) {
    this.estimates = estimates;
    this.conversions = conversions;
    this.uploads = uploads;
    this.renderer = renderer;
    this.trees = trees;
  }

  /** The answer to a request that made a job, or found the one that it repeats. */
  @Serdeable
  record JobAnswer(JobJson job) {}

  /**
   * The answer to a request that was only to be checked.
   *
   * @param estimate of what the plan would take
   */
  @Serdeable
  record ValidAnswer(boolean valid, List<PlannedTask> plan, EstimateAnswer estimate) {}

  /** One task as it would be asked for. */
  @Serdeable
  record PlannedTask(String pool, String operation, int version, JsonNode params, String output) {}

  /** One route for both kinds of body: without a Content-Type neither of two would be chosen. */
  @Post("/convert")
  @Consumes(MediaType.ALL)
  HttpResponse<?> convert(
      ServerHttpRequest<?> request,
      Authentication authentication,
      @QueryValue(defaultValue = "false") boolean validate) {
    return answer(request, authentication, validate, Kind.CONVERT);
  }

  /** A job that makes nothing and tells what is in its input. */
  @Post("/analyze")
  @Consumes(MediaType.ALL)
  HttpResponse<?> analyze(
      ServerHttpRequest<?> request,
      Authentication authentication,
      @QueryValue(defaultValue = "false") boolean validate) {
    return answer(request, authentication, validate, Kind.ANALYZE);
  }

  private HttpResponse<?> answer(
      ServerHttpRequest<?> request, Authentication authentication, boolean validate, Kind kind) {
    Caller caller = Caller.of(authentication);
    Asking asking = Asking.of(request, validate);
    MediaType type = request.getContentType().orElse(MediaType.ALL_TYPE);
    return switch (type.getName()) {
      case MediaType.APPLICATION_JSON ->
          rendered(caller, asking, ofJson(request, caller, asking, kind));
      case MediaType.MULTIPART_FORM_DATA ->
          rendered(
              caller,
              asking,
              conversions.ofForm(
                  caller, asking, uploads.read(request, caller, kind.formFields()), kind));
      default ->
          throw new ApiException(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "The body should be application/json or multipart/form-data.");
    };
  }

  private Conversions.Answer ofJson(
      ServerHttpRequest<?> request, Caller caller, Asking asking, Kind kind) {
    try (InputStream body = request.byteBody().toInputStream()) {
      return conversions.ofJson(caller, asking, StrictJson.read(body), kind);
    } catch (IOException e) {
      throw new ApiException(ErrorCode.MALFORMED_REQUEST, "The body broke off.");
    }
  }

  private HttpResponse<?> rendered(Caller caller, Asking asking, Conversions.Answer answer) {
    return switch (answer) {
      case Conversions.Answer.Valid(var plan, var input) ->
          HttpResponse.ok(
              new ValidAnswer(
                  true,
                  List.of(planned(plan)),
                  estimates.of(caller.tenant(), plan, input.source())));
      case Conversions.Answer.Asked(var outcome) -> asked(asking, outcome);
    };
  }

  private HttpResponse<?> asked(Asking asking, JobSubmission.Outcome outcome) {
    JobAnswer answer = new JobAnswer(renderer.render(outcome.job()));
    boolean ended = asking.patience().isPositive() && outcome.job().ended();
    MutableHttpResponse<JobAnswer> response =
        ended ? HttpResponse.ok(answer) : HttpResponse.accepted().body(answer);
    response.getHeaders().location(URI.create("/api/v1/jobs/" + outcome.job().id()));
    if (asking.patience().isPositive()) {
      response.header("Preference-Applied", "wait=" + asking.patience().toSeconds());
    }
    return response;
  }

  private PlannedTask planned(Plan plan) {
    return new PlannedTask(
        plan.pool(),
        plan.operation(),
        plan.version(),
        trees.of(OperationCatalogue.canonical(plan.params())),
        plan.outputName());
  }
}
