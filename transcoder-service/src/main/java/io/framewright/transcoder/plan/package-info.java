/** From an operation and what is known of its input to ffmpeg's arguments: pure, without ffmpeg. */
@NullMarked
package io.framewright.transcoder.plan;

import org.jspecify.annotations.NullMarked;
