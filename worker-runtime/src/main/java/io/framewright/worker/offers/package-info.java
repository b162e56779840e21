/** Where a worker gets its offers from: a share group, or the position of a consumer group. */
@NullMarked
package io.framewright.worker.offers;

import org.jspecify.annotations.NullMarked;
