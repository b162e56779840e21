/** The read models: events folded into Postgres and MongoDB, and an internal HTTP API over both. */
@NullMarked
@Configuration
@Requires(property = "framewright.service", value = "metadata-service")
package io.framewright.metadata;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
