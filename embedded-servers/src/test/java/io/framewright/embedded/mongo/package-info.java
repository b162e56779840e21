/** Tests of the stand-in for MongoDB. */
@NullMarked
package io.framewright.embedded.mongo;

import org.jspecify.annotations.NullMarked;
