/** Tokens that services show to each other. */
@NullMarked
package io.framewright.platform.security;

import org.jspecify.annotations.NullMarked;
