/** The job-orchestrator: commands and reports in, events and offers out. */
@Configuration
@Requires(property = "framewright.service", value = "job-orchestrator")
@NullMarked
package io.framewright.orchestrator;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
