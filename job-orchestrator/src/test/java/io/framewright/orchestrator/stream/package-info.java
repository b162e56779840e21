/** The topology under a clock that is moved by hand. */
@NullMarked
package io.framewright.orchestrator.stream;

import org.jspecify.annotations.NullMarked;
