/** Times the engine alone, to set beside what the platform around it costs. */
@NullMarked
package io.framewright.image.bench;

import org.jspecify.annotations.NullMarked;
