package io.framewright.platform.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.Optional;

/**
 * Which S3 server, which bucket.
 *
 * @param endpoint as the services reach it; empty means AWS itself
 * @param publicEndpoint as browsers reach it, used in links; empty means {@code endpoint}
 * @param region that requests are signed for
 * @param bucket 3 to 63 characters
 * @param createBucket whether the gateway makes the bucket when it starts, if it is not there
 * @param accessKey empty means whatever credentials AWS's own chain finds
 * @param secretKey of {@code accessKey}
 */
@ConfigurationProperties("framewright.storage")
public record StorageSettings(
    @Bindable(defaultValue = "http://127.0.0.1:9000") String endpoint,
    @Bindable(defaultValue = "") String publicEndpoint,
    @Bindable(defaultValue = "us-east-1") String region,
    @Bindable(defaultValue = "framewright") String bucket,
    @Bindable(defaultValue = "framewright") String accessKey,
    @Bindable(defaultValue = "framewright") String secretKey,
    @Bindable(defaultValue = "false") boolean createBucket) {

  /** The endpoint for links; none means AWS itself. */
  Optional<URI> linkEndpoint() {
    String link = publicEndpoint.isBlank() ? endpoint : publicEndpoint;
    return link.isBlank() ? Optional.empty() : Optional.of(URI.create(link));
  }
}
