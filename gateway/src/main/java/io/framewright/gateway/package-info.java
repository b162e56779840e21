/** The only door: HTTP in, commands out; reads are asked of metadata-service. */
@Configuration
@Requires(property = "framewright.service", value = "gateway")
@NullMarked
package io.framewright.gateway;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
