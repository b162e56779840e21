/** Tests of the measurements. */
@NullMarked
package io.framewright.standalone.bench;

import org.jspecify.annotations.NullMarked;
