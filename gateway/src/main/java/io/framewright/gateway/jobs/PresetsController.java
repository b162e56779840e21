package io.framewright.gateway.jobs;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.JsonTrees;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/presets}: what requests can name in the place of saying it. */
@Controller("/api/v1/presets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PresetsController {

  private final Presets presets;
  private final JsonTrees trees;

  PresetsController(Presets presets, JsonTrees trees) {
    this.presets = presets;
    this.trees = trees;
  }

  /**
   * A preset as clients see it.
   *
   * @param source platform, or tenant
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record PresetJson(
      String name,
      String source,
      @Nullable JsonNode description,
      @Nullable JsonNode output,
      @Nullable JsonNode operations,
      @Nullable JsonNode options,
      @Nullable Instant updatedAt) {}

  /** All of them. */
  @Serdeable
  record PresetsAnswer(List<PresetJson> presets) {}

  @Get
  PresetsAnswer list(Authentication authentication) {
    return new PresetsAnswer(
        presets.all(Caller.of(authentication).tenant()).stream().map(this::json).toList());
  }

  @Get("/{name}")
  PresetJson get(String name, Authentication authentication) {
    return presets
        .find(Caller.of(authentication).tenant(), name)
        .map(this::json)
        .orElseThrow(PresetsController::absent);
  }

  @Put("/{name}")
  PresetJson put(String name, @Body byte[] body, Authentication authentication) {
    return json(
        presets.save(Caller.of(authentication).tenant(), name, StrictJson.read(body, "The body")));
  }

  @Delete("/{name}")
  HttpResponse<?> delete(String name, Authentication authentication) {
    if (!presets.delete(Caller.of(authentication).tenant(), name)) {
      throw absent();
    }
    return HttpResponse.noContent();
  }

  private PresetJson json(Preset preset) {
    return new PresetJson(
        preset.name(),
        preset.updatedAt().isPresent() ? "tenant" : "platform",
        part(preset, "description"),
        part(preset, "output"),
        part(preset, "operations"),
        part(preset, "options"),
        preset.updatedAt().orElse(null));
  }

  private @Nullable JsonNode part(Preset preset, String name) {
    var part = preset.body().get(name);
    return part == null ? null : trees.of(part.toString());
  }

  private static ApiException absent() {
    return new ApiException(ErrorCode.PRESET_NOT_FOUND, "There is no such preset.");
  }
}
