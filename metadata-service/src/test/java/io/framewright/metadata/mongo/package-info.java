/** Tests of the package of the same name. */
@NullMarked
package io.framewright.metadata.mongo;

import org.jspecify.annotations.NullMarked;
