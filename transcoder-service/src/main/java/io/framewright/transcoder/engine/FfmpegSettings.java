package io.framewright.transcoder.engine;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where ffmpeg is.
 *
 * @param ffmpeg path of the program; empty to look on the PATH
 * @param ffprobe path of the program; empty to look beside ffmpeg and on the PATH
 * @param libraryPath folder of its libraries, where the system's loader does not find them
 */
@ConfigurationProperties("framewright.ffmpeg")
public record FfmpegSettings(
    @Bindable(defaultValue = "") String ffmpeg,
    @Bindable(defaultValue = "") String ffprobe,
    @Bindable(defaultValue = "") String libraryPath) {}
