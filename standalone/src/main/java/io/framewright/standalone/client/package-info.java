/** The platform as its clients see it: the public HTTP API, and nothing else. */
@NullMarked
package io.framewright.standalone.client;

import org.jspecify.annotations.NullMarked;
