/** From what a client wants to what a worker does; pure. */
@NullMarked
package io.framewright.gateway.plan;

import org.jspecify.annotations.NullMarked;
