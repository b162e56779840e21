/** Starts, watches and stops the whole platform on this machine. */
@NullMarked
package io.framewright.standalone.up;

import org.jspecify.annotations.NullMarked;
