/** The ffmpeg and ffprobe that this machine has. */
@NullMarked
package io.framewright.transcoder.engine;

import org.jspecify.annotations.NullMarked;
