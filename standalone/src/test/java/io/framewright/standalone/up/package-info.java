/** Tests of the platform's own parts. */
@NullMarked
package io.framewright.standalone.up;

import org.jspecify.annotations.NullMarked;
