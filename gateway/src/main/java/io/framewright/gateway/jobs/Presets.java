package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.objects.JsonObjects;
import io.framewright.gateway.plan.Fields;
import io.framewright.gateway.plan.OutputRequest;
import io.framewright.gateway.plan.Planner;
import io.framewright.gateway.plan.StepRequest;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectStore;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The presets that come with the platform, and those that a tenant has saved. */
@Singleton
final class Presets {

  private static final String BUILT_IN = "/framewright/gateway/presets.json";
  private static final String FIELD = "preset";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /** The most that one tenant has. */
  private static final int MOST = 100;

  private final Map<String, Preset> builtIn = builtIn();
  private final JsonObjects notes;
  private final ObjectStore objects;
  private final Planner planner;
  private final Clock clock;

  Presets(JsonObjects notes, ObjectStore objects, Planner planner, Clock clock) {
    this.notes = notes;
    this.objects = objects;
    this.planner = planner;
    this.clock = clock;
  }

  /**
   * A preset as it is kept.
   *
   * @param body JSON text
   */
  @Serdeable
  record Saved(String body, Instant updatedAt) {}

  private static Map<String, Preset> builtIn() {
    try (InputStream in = Objects.requireNonNull(Presets.class.getResourceAsStream(BUILT_IN))) {
      Map<String, Preset> all = new TreeMap<>();
      StrictJson.read(in)
          .properties()
          .forEach(entry ->
              all.put(
                  entry.getKey(),
                  new Preset(entry.getKey(), (ObjectNode) entry.getValue(), Optional.empty())));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + BUILT_IN, e);
    }
  }

  /**
   * The request without {@code preset}, and with what that preset says.
   *
   * @throws ApiException VALIDATION_ERROR if there is no such preset
   */
  JsonNode applied(TenantId tenant, JsonNode body) {
    if (!(body instanceof ObjectNode request) || !request.has(FIELD)) {
      return body;
    }
    Fields fields = Fields.of(request, "", ErrorCode.VALIDATION_ERROR);
    String name = fields.requiredText(FIELD);
    Preset preset =
        find(tenant, name)
            .orElseThrow(() ->
                new ApiException(
                    ErrorCode.VALIDATION_ERROR,
                    "There is no preset of that name.",
                    ErrorDetails.field(FIELD).value(name).allowed(names(tenant))));
    ObjectNode rest = request.deepCopy();
    rest.remove(FIELD);
    return preset.under(rest);
  }

  Optional<Preset> find(TenantId tenant, String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(builtIn.get(name)).or(() -> saved(tenant, name));
  }

  private Optional<Preset> saved(TenantId tenant, String name) {
    return notes
        .read(prefix(tenant) + name, Saved.class)
        .map(saved -> {
          byte[] text = saved.body().getBytes(StandardCharsets.UTF_8);
          ObjectNode body = (ObjectNode) StrictJson.read(text, "The preset");
          return new Preset(name, body, Optional.of(saved.updatedAt()));
        });
  }

  /** All that the tenant can use: those that come with the platform first. */
  List<Preset> all(TenantId tenant) {
    List<Preset> all = new ArrayList<>(builtIn.values());
    own(tenant).forEach(name -> saved(tenant, name).ifPresent(all::add));
    return all;
  }

  private List<String> names(TenantId tenant) {
    return Stream.concat(builtIn.keySet().stream(), own(tenant).stream()).toList();
  }

  private List<String> own(TenantId tenant) {
    String prefix = prefix(tenant);
    return objects.list(prefix, MOST).stream()
        .map(object -> object.key().substring(prefix.length()))
        .toList();
  }

  /**
   * Keeps a preset in the place of what was there, after trying whether it can be done.
   *
   * @throws ApiException VALIDATION_ERROR, INVALID_OUTPUT, INVALID_OPERATION, … as a request with
   *     the same parts; INVALID_STATE for the name of one that comes with the platform
   */
  Preset save(TenantId tenant, String name, JsonNode body) {
    if (!NAME.matcher(name).matches()) {
      throw new ApiException(
          ErrorCode.VALIDATION_ERROR,
          "A preset's name has 1 to 63 lower-case letters, digits and hyphens.",
          ErrorDetails.field("name").value(name).suggestion("my-web-video"));
    }
    refuseBuiltIn(name);
    check(body);
    List<String> own = own(tenant);
    if (own.size() >= MOST && !own.contains(name)) {
      throw new ApiException(
          ErrorCode.INVALID_STATE, "There are %d presets; delete one first.".formatted(MOST));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    notes.write(prefix(tenant) + name, new Saved(body.toString(), now));
    return new Preset(name, (ObjectNode) body, Optional.of(now));
  }

  private void check(JsonNode body) {
    Fields fields =
        Fields.of(body, "", ErrorCode.VALIDATION_ERROR)
            .only("description", "output", "operations", "options");
    fields.text("description");
    List<StepRequest> steps = fields.value("operations").map(StepRequest::listOf).orElse(List.of());
    fields
        .value("output")
        .map(OutputRequest::of)
        .ifPresent(output -> planner.plan(output, steps, MediaKind.OTHER));
    fields.value("options").ifPresent(options -> JobOptions.of(options, Optional.empty()));
    if (Preset.PARTS.stream().allMatch(part -> fields.value(part).isEmpty())) {
      throw fields.missing("output");
    }
  }

  /**
   * @return false if there was none
   */
  boolean delete(TenantId tenant, String name) {
    refuseBuiltIn(name);
    if (find(tenant, name).isEmpty()) {
      return false;
    }
    objects.delete(prefix(tenant) + name);
    return true;
  }

  private void refuseBuiltIn(String name) {
    if (builtIn.containsKey(name)) {
      throw new ApiException(
          ErrorCode.INVALID_STATE,
          "'%s' comes with the platform and stays as it is; choose another name.".formatted(name));
    }
  }

  private static String prefix(TenantId tenant) {
    return "presets/%s/".formatted(tenant);
  }
}
