/** Tests of telemetry. */
@NullMarked
package io.framewright.platform.telemetry;

import org.jspecify.annotations.NullMarked;
