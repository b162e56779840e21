/** Tests of the servers that tests use. */
@NullMarked
package io.framewright.testing;

import org.jspecify.annotations.NullMarked;
