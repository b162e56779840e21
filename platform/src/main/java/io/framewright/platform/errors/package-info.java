/** The one catalogue of errors that clients see. */
@NullMarked
package io.framewright.platform.errors;

import org.jspecify.annotations.NullMarked;
