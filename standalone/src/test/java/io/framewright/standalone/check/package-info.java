/** Tests of the matrix and of its judge. */
@NullMarked
package io.framewright.standalone.check;

import org.jspecify.annotations.NullMarked;
