package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo;
import java.nio.file.Path;

/**
 * A file that a plan reads.
 *
 * @param demuxer of ffmpeg, the only one to open it with
 */
public record Source(Path file, MediaInfo media, String demuxer) {}
