/** Tests of child processes. */
@NullMarked
package io.framewright.platform.process;

import org.jspecify.annotations.NullMarked;
