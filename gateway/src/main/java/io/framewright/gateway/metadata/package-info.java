/** The read models, asked over HTTP. */
@NullMarked
package io.framewright.gateway.metadata;

import org.jspecify.annotations.NullMarked;
