/** The commands of {@code ./framewright}. Exit codes: 0 done, 1 failed, 2 cannot run here. */
@NullMarked
package io.framewright.standalone.cli;

import org.jspecify.annotations.NullMarked;
