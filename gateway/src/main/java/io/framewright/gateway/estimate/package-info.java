/** What a job would take, told beforehand from what past jobs took. */
@NullMarked
package io.framewright.gateway.estimate;

import org.jspecify.annotations.NullMarked;
