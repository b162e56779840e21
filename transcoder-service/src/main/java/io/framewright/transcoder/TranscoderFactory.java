package io.framewright.transcoder;

import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.engine.FfmpegDetection;
import io.framewright.transcoder.engine.FfmpegSettings;
import io.framewright.transcoder.engine.Programs;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the service's parts. */
@Factory
final class TranscoderFactory {

  private static final Logger LOG = LoggerFactory.getLogger(TranscoderFactory.class);

  /** The engine; without one the service does not start, and says what to do. */
  @Singleton
  Ffmpeg ffmpeg(FfmpegSettings settings, TranscoderSettings transcoder) {
    String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    Programs programs = Programs.find(settings, path);
    Ffmpeg ffmpeg = new FfmpegDetection(programs, transcoder.limits()).detect(transcoder.sandbox());
    LOG.atInfo()
        .addKeyValue("engine", ffmpeg.identity())
        .addKeyValue("program", programs.ffmpeg())
        .addKeyValue("sandbox", ffmpeg.sandbox().rung())
        .log("engine found");
    return ffmpeg;
  }
}
