/** Tests of the codec, the released schemas and the registry client. */
@NullMarked
package io.framewright.platform.avro;

import org.jspecify.annotations.NullMarked;
