/** Jobs: asking for them, stopping them, reading them and fetching what they made. */
@NullMarked
package io.framewright.gateway.jobs;

import org.jspecify.annotations.NullMarked;
