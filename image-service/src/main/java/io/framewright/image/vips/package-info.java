/**
 * libvips through the foreign-function API: images, operations by name, and errors as exceptions.
 * Knows nothing of jobs.
 */
@NullMarked
package io.framewright.image.vips;

import org.jspecify.annotations.NullMarked;
