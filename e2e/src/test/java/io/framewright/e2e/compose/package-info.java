/** The services as infra/docker-compose.yml runs them: what it says, and that they work so. */
@NullMarked
package io.framewright.e2e.compose;

import org.jspecify.annotations.NullMarked;
