/** The whole platform as a client sees it: over HTTP, in a process of its own, with real media. */
@NullMarked
package io.framewright.e2e;

import org.jspecify.annotations.NullMarked;
