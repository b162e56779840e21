/** The HTTP API that the gateway reads through. */
@NullMarked
package io.framewright.metadata.api;

import org.jspecify.annotations.NullMarked;
