package io.framewright.image;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where libvips is.
 *
 * @param path of its shared object; empty means the system's {@code libvips.so.42}
 */
@ConfigurationProperties("framewright.libvips")
public record LibvipsSettings(@Bindable(defaultValue = "") String path) {}
