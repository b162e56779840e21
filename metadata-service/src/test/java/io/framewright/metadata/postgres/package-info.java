/** Tests of the package of the same name. */
@NullMarked
package io.framewright.metadata.postgres;

import org.jspecify.annotations.NullMarked;
