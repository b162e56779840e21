/** A Postgres server as a child process. */
@NullMarked
package io.framewright.embedded.postgres;

import org.jspecify.annotations.NullMarked;
