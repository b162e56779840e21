/**
 * Operations by inputs, judged by another program than the one that did them: ffmpeg's own decoders
 * for pictures, ffprobe for films.
 */
@NullMarked
package io.framewright.standalone.check;

import org.jspecify.annotations.NullMarked;
