/** Stand-ins for what a worker meets: the store, the handler, the broker, offers. */
@NullMarked
package io.framewright.worker.fakes;

import org.jspecify.annotations.NullMarked;
