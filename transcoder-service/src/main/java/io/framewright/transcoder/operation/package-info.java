/** The parameters of the operations that this service knows. */
@NullMarked
package io.framewright.transcoder.operation;

import org.jspecify.annotations.NullMarked;
