package io.framewright.gateway.uploads;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Uploads that come in pieces.
 *
 * @param lifetime from the beginning of an upload to the removal of its pieces, above zero; what
 *     was completed by then is an asset and stays
 * @param sweepEvery how often pieces of expired uploads are looked for, above zero
 */
@ConfigurationProperties("framewright.uploads")
public record UploadSettings(
    @Bindable(defaultValue = "24h") Duration lifetime,
    @Bindable(defaultValue = "1h") Duration sweepEvery) {

  public UploadSettings {
    if (!lifetime.isPositive() || !sweepEvery.isPositive()) {
      throw new IllegalArgumentException("times of framewright.uploads are above zero");
    }
  }
}
