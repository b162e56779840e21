/** Operation parameters: their schemas and their canonical form. */
@NullMarked
package io.framewright.platform.operations;

import org.jspecify.annotations.NullMarked;
