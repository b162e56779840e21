/** Requests that leave the platform for addresses that clients name. */
@NullMarked
package io.framewright.platform.egress;

import org.jspecify.annotations.NullMarked;
