/** The orchestrator against a real broker. */
@NullMarked
package io.framewright.orchestrator;

import org.jspecify.annotations.NullMarked;
