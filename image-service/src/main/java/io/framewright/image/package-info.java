/**
 * image-service: stills through libvips, in the process itself. A picture that crashes libvips
 * takes this JVM with it, so the service always has one of its own. Whoever starts it gives {@code
 * --enable-native-access=ALL-UNNAMED} and {@code -XX:ErrorFile=<scratch>/hs_err_pid%p.log}; the
 * next process on that scratch directory then knows what happened.
 */
@Configuration
@Requires(property = "framewright.service", value = "image-service")
@NullMarked
package io.framewright.image;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
