/** Tests of the command line. */
@NullMarked
package io.framewright.standalone.cli;

import org.jspecify.annotations.NullMarked;
