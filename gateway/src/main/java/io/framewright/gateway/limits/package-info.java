/** How often a key may call. */
@NullMarked
package io.framewright.gateway.limits;

import org.jspecify.annotations.NullMarked;
