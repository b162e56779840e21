package io.framewright.gateway.jobs;

import static java.util.regex.Pattern.DOTALL;

import io.framewright.gateway.assets.Asset;
import io.framewright.gateway.assets.AssetStore;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.http.Downloads.Download;
import io.framewright.gateway.http.FileNames;
import io.framewright.gateway.security.Caller;
import io.framewright.gateway.storage.StoragePath;
import io.framewright.gateway.storage.StorageSpace;
import io.framewright.platform.egress.EgressGuard;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.IdSource;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what an input names, at the time of the request. */
@Singleton
final class Inputs {

  private static final String ASSET = "asset:";
  private static final int LARGEST_DATA = 5 * 1024 * 1024;
  private static final Pattern DATA =
      Pattern.compile("data:[A-Za-z0-9.+/-]{0,100};base64,([A-Za-z0-9+/=\\s]*)");

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*|//.*", DOTALL);

  private final AssetStore assets;
  private final StorageSpace space;
  private final EgressGuard guard;
  private final IdSource ids;

  Inputs(AssetStore assets, StorageSpace space, EgressGuard guard, IdSource ids) {
    this.assets = assets;
    this.space = space;
    this.guard = guard;
    this.ids = ids;
  }

  /**
   * What {@code input} names.
   *
   * @throws ApiException ASSET_NOT_FOUND, OBJECT_NOT_FOUND, EGRESS_BLOCKED for an address that may
   *     not be reached, or INVALID_INPUT for what is not taken
   */
  ResolvedInput resolve(Caller caller, String input) {
    if (input.startsWith(ASSET)) {
      return asset(caller.tenant(), input);
    }
    if (StoragePath.looksLike(input)) {
      return stored(caller.tenant(), input);
    }
    if (input.startsWith("data:")) {
      return data(caller, input);
    }
    if (input.startsWith("s3:")) {
      throw refused(input, "names a bucket; objects of other buckets are not read here");
    }
    if (ADDRESS.matcher(input).matches()) {
      return remote(caller.tenant(), input);
    }
    throw refused(input, "names nothing that can be read here");
  }

  /** Only judged here; a worker fetches it. The answer does not repeat what may hold a secret. */
  private ResolvedInput remote(TenantId tenant, String input) {
    return switch (guard.check(input)) {
      case EgressGuard.Verdict.Passed(var destination) ->
          ResolvedInput.remote(
              ObjectKeys.remote(tenant, ids.next()),
              destination.fileName().map(FileNames::shown).orElse("file"),
              input);
      case EgressGuard.Verdict.Refused(var reason) ->
          throw new ApiException(
              ErrorCode.EGRESS_BLOCKED,
              "The address %s.".formatted(reason),
              ErrorDetails.field("input"));
    };
  }

  private ResolvedInput asset(TenantId tenant, String input) {
    return parse(input)
        .flatMap(id -> assets.find(tenant, id))
        .map(asset -> supported(ResolvedInput.of(tenant, asset)))
        .orElseThrow(() ->
            new ApiException(
                ErrorCode.ASSET_NOT_FOUND,
                "There is no such asset.",
                ErrorDetails.field("input").value(input)));
  }

  private static java.util.Optional<UUID> parse(String input) {
    try {
      return java.util.Optional.of(UUID.fromString(input.substring(ASSET.length())));
    } catch (IllegalArgumentException _) {
      return java.util.Optional.empty(); // as good as an id that nobody has
    }
  }

  private ResolvedInput stored(TenantId tenant, String input) {
    StoragePath path = StoragePath.ofRooted(input, "input", ErrorCode.INVALID_INPUT);
    Download found =
        space
            .find(tenant, path)
            .orElseThrow(() ->
                new ApiException(
                    ErrorCode.OBJECT_NOT_FOUND,
                    "There is nothing at that path.",
                    ErrorDetails.field("input").value(input)));
    return supported(
        new ResolvedInput(
            found.key(),
            found.sha256(),
            found.bytes(),
            found.contentType(),
            MediaKind.of(found.contentType()),
            found.fileName()));
  }

  private ResolvedInput data(Caller caller, String input) {
    Matcher data = DATA.matcher(input);
    if (!data.matches()) {
      throw refused(input, "is no base64 data: URL");
    }
    byte[] content;
    try {
      content = Base64.getMimeDecoder().decode(data.group(1));
    } catch (IllegalArgumentException _) {
      throw refused(input, "holds no well-formed base64");
    }
    if (content.length > LARGEST_DATA) {
      throw refused(input, "holds more than 5 MB");
    }
    Asset asset = assets.store(caller, "data", new ByteArrayInputStream(content));
    return supported(ResolvedInput.of(caller.tenant(), asset));
  }

  /** Drawings that run programs are not taken at all. */
  static ResolvedInput supported(ResolvedInput input) {
    if (input.contentType().startsWith("image/svg")) {
      throw new ApiException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "SVG is not taken as an input.",
          ErrorDetails.field("input").value(input.contentType()));
    }
    return input;
  }

  private static ApiException refused(String input, String problem) {
    return new ApiException(
        ErrorCode.INVALID_INPUT,
        "The input %s.".formatted(problem),
        ErrorDetails.field("input")
            .value(input)
            .suggestion(
                "Upload the file to /api/v1/assets and name it as asset:<id>, or give an https"
                    + " address"));
  }
}
