/** What happens to a job, as server-sent events. */
@NullMarked
package io.framewright.gateway.events;

import org.jspecify.annotations.NullMarked;
