/** A Redis server as a child process. */
@NullMarked
package io.framewright.embedded.redis;

import org.jspecify.annotations.NullMarked;
