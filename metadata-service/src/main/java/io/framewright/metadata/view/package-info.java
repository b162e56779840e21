/** What a client sees of a job, and how events become it: pure functions only. */
@NullMarked
package io.framewright.metadata.view;

import org.jspecify.annotations.NullMarked;
