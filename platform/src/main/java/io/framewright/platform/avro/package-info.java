/** Confluent wire format, schema ids, and the CloudEvents headers beside each record. */
@NullMarked
package io.framewright.platform.avro;

import org.jspecify.annotations.NullMarked;
