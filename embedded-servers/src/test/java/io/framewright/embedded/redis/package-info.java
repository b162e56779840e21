/** Tests of the embedded Redis. */
@NullMarked
package io.framewright.embedded.redis;

import org.jspecify.annotations.NullMarked;
