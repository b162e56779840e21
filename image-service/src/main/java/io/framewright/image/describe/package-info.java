/**
 * The operation image.analyze: what a picture is, what it was taken with, and what it looks like in
 * a few characters. Everything but {@link io.framewright.image.describe.Describer} is arithmetic on
 * a small copy of the picture.
 */
@NullMarked
package io.framewright.image.describe;

import org.jspecify.annotations.NullMarked;
