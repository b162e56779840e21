/** The tenant's own paths, which name uploads and outputs. */
@NullMarked
package io.framewright.gateway.storage;

import org.jspecify.annotations.NullMarked;
