/** Tests of the demonstration. */
@NullMarked
package io.framewright.standalone.demo;

import org.jspecify.annotations.NullMarked;
