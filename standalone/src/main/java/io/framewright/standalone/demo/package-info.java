/**
 * The demonstration: real files through the public API, and a page that shows what came of them.
 */
@NullMarked
package io.framewright.standalone.demo;

import org.jspecify.annotations.NullMarked;
