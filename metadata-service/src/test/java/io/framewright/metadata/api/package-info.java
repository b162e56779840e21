/** Tests of the package of the same name. */
@NullMarked
package io.framewright.metadata.api;

import org.jspecify.annotations.NullMarked;
