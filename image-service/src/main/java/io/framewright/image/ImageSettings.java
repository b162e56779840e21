package io.framewright.image;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How image-service works.
 *
 * @param megapixelsInFlight of all pictures in work together, at least 1; a picture beyond it is
 *     taken alone
 * @param timeLimit of one task in the engine, above zero; what takes longer fails
 * @param failpoint for tests of what a crash does: {@code off}, or {@code crash-on-marker}, which
 *     crashes this process on a JPEG whose comment holds FRAMEWRIGHT-CRASH
 */
@ConfigurationProperties("framewright.image")
public record ImageSettings(
    @Bindable(defaultValue = "200") int megapixelsInFlight,
    @Bindable(defaultValue = "PT5M") Duration timeLimit,
    @Bindable(defaultValue = "off") String failpoint) {}
