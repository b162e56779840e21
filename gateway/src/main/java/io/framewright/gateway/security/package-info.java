/** Who calls, and what the caller's key allows. */
@NullMarked
package io.framewright.gateway.security;

import org.jspecify.annotations.NullMarked;
