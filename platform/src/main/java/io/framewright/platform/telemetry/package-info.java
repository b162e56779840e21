/** How a running service is watched: traces, metrics. */
@NullMarked
package io.framewright.platform.telemetry;

import org.jspecify.annotations.NullMarked;
