/** Uploads that come in pieces and survive broken connections (tus 1.0). */
@NullMarked
package io.framewright.gateway.uploads;

import org.jspecify.annotations.NullMarked;
