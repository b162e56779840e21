/** Video and audio through ffmpeg: the workers of the pool {@code transcode}. */
@Configuration
@Requires(property = "framewright.service", value = "transcoder-service")
@NullMarked
package io.framewright.transcoder;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
