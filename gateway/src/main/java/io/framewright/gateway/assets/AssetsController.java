package io.framewright.gateway.assets;

import io.framewright.gateway.security.Caller;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.util.Set;

/** {@code /api/v1/assets}: files come in. */
@Controller("/api/v1/assets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AssetsController {

  private final Uploads uploads;

  AssetsController(Uploads uploads) {
    this.uploads = uploads;
  }

  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  HttpResponse<AssetAnswer> upload(ServerHttpRequest<?> request, Authentication authentication) {
    Asset asset = uploads.read(request, Caller.of(authentication), Set.of()).asset();
    return HttpResponse.created(new AssetAnswer(asset), URI.create("/api/v1/assets/" + asset.id()));
  }
}
