package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.assets.AssetStore;
import io.framewright.gateway.assets.Uploads;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.plan.Plan;
import io.framewright.gateway.plan.Planner;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.TenantId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** From a request's body to its answer. */
@Singleton
final class Conversions {

  /** Fields of the form beside the file. */
  static final Set<String> FORM_FIELDS = Set.of("output", "operations", "options");

  private static final Set<String> JSON_FIELDS = Set.of("operations", "options");

  private final Inputs inputs;
  private final Planner planner;
  private final JobSubmission submissions;
  private final AssetStore assets;

  Conversions(Inputs inputs, Planner planner, JobSubmission submissions, AssetStore assets) {
    this.inputs = inputs;
    this.planner = planner;
    this.submissions = submissions;
    this.assets = assets;
  }

  /** What a request led to. */
  sealed interface Answer {

    /** It was only to be checked, and is right. */
    record Valid(Plan plan) implements Answer {}

    /** There is a job. */
    record Asked(JobSubmission.Outcome outcome) implements Answer {}
  }

  /** A request whose body is JSON. */
  Answer ofJson(Caller caller, Asking asking, JsonNode body) {
    ConvertRequest request = ConvertRequest.of(body);
    return answer(caller, asking, request, inputs.resolve(caller, request.input()), body);
  }

  /** A request that brings its file. A file that no job uses is removed again. */
  Answer ofForm(Caller caller, Asking asking, Uploads.Form form) {
    TenantId tenant = caller.tenant();
    try {
      ObjectNode body = body(form);
      ConvertRequest request = ConvertRequest.of(body);
      ResolvedInput input = Inputs.supported(ResolvedInput.of(tenant, form.asset()));
      body.put("input", "sha256:" + input.sha256()); // the same file is the same request
      Answer answer = answer(caller, asking, request, input, body);
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

  private Answer answer(
      Caller caller, Asking asking, ConvertRequest request, ResolvedInput input, JsonNode body) {
    Plan plan = planner.plan(request.output(), request.steps(), input.kind());
    if (asking.validate()) {
      return new Answer.Valid(plan);
    }
    Submission submission =
        new Submission(
            caller,
            input,
            plan,
            request.options(),
            request.output().path(),
            asking.key(),
            IdempotencyKey.hash(body),
            asking.traceparent());
    return new Answer.Asked(submissions.submit(submission, asking.patience()));
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
