package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.assets.AssetStore;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.assets.Uploads;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.jobs.ConvertRequest.Kind;
import io.framewright.gateway.jobs.Submission.Origin;
import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.plan.AnalysisPlan;
import io.framewright.gateway.plan.OutputRequest;
import io.framewright.gateway.plan.Plan;
import io.framewright.gateway.plan.Planner;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.TenantId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** From a request's body to its answer. */
@Singleton
final class Conversions {

  private static final Set<String> JSON_FIELDS = Set.of("operations", "options");

  private final Inputs inputs;
  private final Planner planner;
  private final JobSubmission submissions;
  private final AssetStore assets;
  private final RequestNotes notes;
  private final Presets presets;

  Conversions(
      Inputs inputs,
      Planner planner,
      JobSubmission submissions,
      AssetStore assets,
      RequestNotes notes,
      Presets presets) {
    this.presets = presets;
    this.inputs = inputs;
    this.planner = planner;
    this.submissions = submissions;
    this.assets = assets;
    this.notes = notes;
  }

  /** What a request led to. */
  sealed interface Answer {

    /** It was only to be checked, and is right. */
    record Valid(Plan plan) implements Answer {}

    /** There is a job. */
    record Asked(JobSubmission.Outcome outcome) implements Answer {}
  }

  /** A request whose body is JSON. */
  Answer ofJson(Caller caller, Asking asking, JsonNode body, Kind kind) {
    return ofJson(caller, asking, body, kind, Origin.ALONE);
  }

  /** The same for a job that belongs to others. */
  Answer ofJson(Caller caller, Asking asking, JsonNode body, Kind kind, Origin origin) {
    JsonNode whole = whole(caller, body, kind);
    ConvertRequest request = ConvertRequest.of(whole, kind);
    ResolvedInput input = inputs.resolve(caller, request.input());
    return answer(caller, asking, new Understood(request, input, whole), origin);
  }

  /** The body with what its preset says, if it names one. */
  JsonNode whole(Caller caller, JsonNode body, Kind kind) {
    return kind == Kind.CONVERT ? presets.applied(caller.tenant(), body) : body;
  }

  /**
   * Asks again for what a job was asked for, with the very same input; it is done anew, whatever
   * results there are.
   *
   * @throws ApiException INVALID_STATE if what was asked is no longer known
   */
  JobSubmission.Outcome again(Caller caller, Asking asking, JobView job) {
    Optional<RequestNote> note = notes.read(job.requestKey());
    String text = note.map(RequestNote::request).orElse(null);
    ResolvedInput input = note.map(RequestNote::input).orElse(null);
    if (text == null || input == null) {
      throw new ApiException(
          ErrorCode.INVALID_STATE,
          "What this job was asked for is no longer known; send the request anew.");
    }
    JsonNode body = StrictJson.read(text.getBytes(StandardCharsets.UTF_8), "The job's request");
    ConvertRequest request = ConvertRequest.of(body, Kind.of(job.operation())).afresh();
    return asked(
        answer(caller, asking, new Understood(request, input, body), Origin.retryOf(job.id())));
  }

  /** The job of an answer to a request that was not only to be checked. */
  static JobSubmission.Outcome asked(Answer answer) {
    if (answer instanceof Answer.Asked(var outcome)) {
      return outcome;
    }
    throw new IllegalStateException("a request that was to be checked only has no job");
  }

  /** A request that brings its file. A file that no job uses is removed again. */
  Answer ofForm(Caller caller, Asking asking, Uploads.Form form, Kind kind) {
    TenantId tenant = caller.tenant();
    try {
      ObjectNode body = (ObjectNode) whole(caller, body(form), kind);
      ConvertRequest request = ConvertRequest.of(body, kind);
      ResolvedInput input = Inputs.supported(ResolvedInput.of(tenant, form.asset()));
      body.put("input", "sha256:" + input.sha256()); // the same file is the same request
      Answer answer = answer(caller, asking, new Understood(request, input, body), Origin.ALONE);
      switch (answer) {
        case Answer.Valid _ -> assets.delete(tenant, form.asset().id());
        case Answer.Asked(var outcome) -> {
          if (!outcome.fresh()) {
            assets.delete(tenant, form.asset().id());
          }
        }
      }
      return answer;
    } catch (ApiException e) {
      if (e.code() != ErrorCode.SERVICE_UNAVAILABLE) { // then a job may come to want the file
        assets.delete(tenant, form.asset().id());
      }
      throw e;
    }
  }

  private record Understood(ConvertRequest request, ResolvedInput input, JsonNode body) {}

  private Answer answer(Caller caller, Asking asking, Understood understood, Origin origin) {
    ConvertRequest request = understood.request();
    Plan plan = plan(request, understood.input().kind());
    if (asking.validate()) {
      return new Answer.Valid(plan);
    }
    Submission submission =
        new Submission(
            caller,
            understood.input(),
            overlays(caller, plan),
            plan,
            request.options(),
            request.output().flatMap(OutputRequest::path),
            asking.key(),
            understood.body(),
            hash(understood.body(), origin),
            origin,
            asking.traceparent());
    return new Answer.Asked(submissions.submit(submission, asking.patience()));
  }

  /** What would be done for the request. */
  Plan plan(ConvertRequest request, MediaKind input) {
    return request
        .output()
        .map(output -> planner.plan(output, request.steps(), input))
        .orElseGet(() -> AnalysisPlan.of(input))
        .accelerated(request.options().hardware());
  }

  private Map<String, ResolvedInput> overlays(Caller caller, Plan plan) {
    Map<String, ResolvedInput> overlays = new TreeMap<>();
    plan.overlays()
        .forEach((name, reference) -> overlays.put(name, inputs.resolve(caller, reference)));
    return overlays;
  }

  /** A retry is another request than the one that it repeats. */
  private static String hash(JsonNode body, Origin origin) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode().set("body", body);
    return origin
        .retryOf()
        .map(job -> IdempotencyKey.hash(whole.put("retry_of", job.toString())))
        .orElseGet(() -> IdempotencyKey.hash(body));
  }

  /** The form as the JSON body that says the same. */
  private static ObjectNode body(Uploads.Form form) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("input", "asset:" + form.asset().id());
    form.fields()
        .forEach((name, text) -> {
          boolean json = JSON_FIELDS.contains(name) || text.stripLeading().startsWith("{");
          if (json && !text.isBlank()) {
            body.set(
                name,
                StrictJson.read(
                    text.getBytes(StandardCharsets.UTF_8), "The field '%s'".formatted(name)));
          } else if (!json) {
            body.put(name, text.strip());
          }
        });
    return body;
  }
}
