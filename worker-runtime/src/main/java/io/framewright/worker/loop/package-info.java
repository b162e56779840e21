/** The life of a worker process: starting, claiming, refusing, draining, and saying so. */
@NullMarked
package io.framewright.worker.loop;

import org.jspecify.annotations.NullMarked;
