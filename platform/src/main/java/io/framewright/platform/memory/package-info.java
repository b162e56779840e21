/** What a process keeps for a while. */
@NullMarked
package io.framewright.platform.memory;

import org.jspecify.annotations.NullMarked;
