/**
 * One run from its inputs to its report: fetch, heartbeat, cancel, upload, and what is said of it.
 */
@NullMarked
package io.framewright.worker.run;

import org.jspecify.annotations.NullMarked;
