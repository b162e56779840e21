/** The job read model in Postgres: schema, batch writes and queries. */
@NullMarked
package io.framewright.metadata.postgres;

import org.jspecify.annotations.NullMarked;
