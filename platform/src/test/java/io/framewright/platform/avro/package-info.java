/** Tests of the codec and of both places that schema ids come from. */
@NullMarked
package io.framewright.platform.avro;

import org.jspecify.annotations.NullMarked;
