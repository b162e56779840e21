/** Tests of the Kafka node in this JVM. */
@NullMarked
package io.framewright.embedded.kafka;

import org.jspecify.annotations.NullMarked;
