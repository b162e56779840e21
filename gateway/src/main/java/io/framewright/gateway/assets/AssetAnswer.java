package io.framewright.gateway.assets;

import io.micronaut.serde.annotation.Serdeable;

/** The answer to an upload, whichever way the file came. */
@Serdeable
public record AssetAnswer(Asset asset) {}
