/** Tests of what the embedded servers have in common. */
@NullMarked
package io.framewright.embedded;

import org.jspecify.annotations.NullMarked;
