/** Tests of the package of the same name. */
@NullMarked
package io.framewright.metadata.projection;

import org.jspecify.annotations.NullMarked;
