/**
 * Finds ffmpeg and libvips: what the configuration names, then the cache, then the system, then the
 * package manager. Nothing counts as found until it has been tried.
 */
@NullMarked
package io.framewright.standalone.engines;

import org.jspecify.annotations.NullMarked;
