/** The parts of HTTP that several controllers need: strict JSON, multipart, ranges. */
@NullMarked
package io.framewright.gateway.http;

import org.jspecify.annotations.NullMarked;
