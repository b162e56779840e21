/** docs/images.md, made from the operation's schema and from pictures that the worker made. */
@NullMarked
package io.framewright.image.page;

import org.jspecify.annotations.NullMarked;
