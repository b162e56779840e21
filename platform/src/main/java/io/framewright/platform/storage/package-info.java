/** The object store: uploads, renditions, and links to them. */
@NullMarked
package io.framewright.platform.storage;

import org.jspecify.annotations.NullMarked;
