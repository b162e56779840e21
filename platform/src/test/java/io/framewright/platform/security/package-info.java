/** Tests of what guards secrets and calls. */
@NullMarked
package io.framewright.platform.security;

import org.jspecify.annotations.NullMarked;
