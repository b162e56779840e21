/** One ffmpeg process from start to end: progress, log, watchdogs, and what its end means. */
@NullMarked
package io.framewright.transcoder.run;

import org.jspecify.annotations.NullMarked;
