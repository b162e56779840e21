/** Tests of the topic catalogue. */
@NullMarked
package io.framewright.platform.kafka;

import org.jspecify.annotations.NullMarked;
