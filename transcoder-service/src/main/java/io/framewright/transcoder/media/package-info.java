/**
 * What a media file is: sniffed from its bytes before any decoder sees it, then read by ffprobe.
 */
@NullMarked
package io.framewright.transcoder.media;

import org.jspecify.annotations.NullMarked;
