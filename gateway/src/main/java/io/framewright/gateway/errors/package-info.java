/** One way to say that a request failed, whatever failed in it. */
@NullMarked
package io.framewright.gateway.errors;

import org.jspecify.annotations.NullMarked;
