/** Tests of the embedded Postgres. */
@NullMarked
package io.framewright.embedded.postgres;

import org.jspecify.annotations.NullMarked;
