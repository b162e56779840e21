/** How much of the machine ffmpeg can reach, and how that is limited here. */
@NullMarked
package io.framewright.transcoder.sandbox;

import org.jspecify.annotations.NullMarked;
