/** Uploads: sniffed by content, hashed while they stream, never changed afterwards. */
@NullMarked
package io.framewright.gateway.assets;

import org.jspecify.annotations.NullMarked;
