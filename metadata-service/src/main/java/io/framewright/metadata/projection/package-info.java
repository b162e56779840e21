/** Follows the event log and keeps a store in step with it, one position per partition. */
@NullMarked
package io.framewright.metadata.projection;

import org.jspecify.annotations.NullMarked;
