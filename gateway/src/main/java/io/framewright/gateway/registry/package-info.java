/** The released schemas for everybody, in the REST interface of Confluent's registry, read-only. */
@NullMarked
package io.framewright.gateway.registry;

import org.jspecify.annotations.NullMarked;
