/**
 * The one directory of a worker process: who owns it, what a run puts there, and how full it is.
 */
@NullMarked
package io.framewright.worker.scratch;

import org.jspecify.annotations.NullMarked;
