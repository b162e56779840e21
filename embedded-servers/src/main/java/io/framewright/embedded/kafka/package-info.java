/** One Kafka node inside this JVM. */
@NullMarked
package io.framewright.embedded.kafka;

import org.jspecify.annotations.NullMarked;
