/** Topics as typed constants, and the one way to open clients on them. */
@NullMarked
package io.framewright.platform.kafka;

import org.jspecify.annotations.NullMarked;
