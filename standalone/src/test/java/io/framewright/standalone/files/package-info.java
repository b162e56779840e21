/** Tests of the files of a data directory. */
@NullMarked
package io.framewright.standalone.files;

import org.jspecify.annotations.NullMarked;
