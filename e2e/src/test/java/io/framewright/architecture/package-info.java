/** The rules that hold between the modules. */
@NullMarked
package io.framewright.architecture;

import org.jspecify.annotations.NullMarked;
