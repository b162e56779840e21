/** Technical metadata of inputs and outputs in MongoDB. */
@NullMarked
package io.framewright.metadata.mongo;

import org.jspecify.annotations.NullMarked;
