/** Tests of who checks the promises. */
@NullMarked
package io.framewright.standalone.storm;

import org.jspecify.annotations.NullMarked;
