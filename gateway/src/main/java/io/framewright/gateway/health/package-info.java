/** Whether the gateway works, and what the platform can do. */
@NullMarked
package io.framewright.gateway.health;

import org.jspecify.annotations.NullMarked;
