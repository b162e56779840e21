/**
 * A server in this JVM that speaks MongoDB's protocol; a stand-in, as no real one can be packed.
 */
@NullMarked
package io.framewright.embedded.mongo;

import org.jspecify.annotations.NullMarked;
