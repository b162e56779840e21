/**
 * The operation image.convert: from a file and its parameters to a file in another format. Planning
 * is pure; only {@link io.framewright.image.convert.ImageConverter} touches the engine.
 */
@NullMarked
package io.framewright.image.convert;

import org.jspecify.annotations.NullMarked;
