/** Tests of the examination of a machine. */
@NullMarked
package io.framewright.standalone.doctor;

import org.jspecify.annotations.NullMarked;
