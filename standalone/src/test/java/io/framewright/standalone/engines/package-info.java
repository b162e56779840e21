/** Tests of the engines. */
@NullMarked
package io.framewright.standalone.engines;

import org.jspecify.annotations.NullMarked;
