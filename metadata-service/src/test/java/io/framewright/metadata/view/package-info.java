/** Tests of the package of the same name. */
@NullMarked
package io.framewright.metadata.view;

import org.jspecify.annotations.NullMarked;
