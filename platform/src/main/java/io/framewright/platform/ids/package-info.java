/** Identifiers as types, and where new ones come from. */
@NullMarked
package io.framewright.platform.ids;

import org.jspecify.annotations.NullMarked;
