package io.framewright.standalone.bench;

import java.nio.file.Path;
import java.util.List;

/** A film of moving figures and a tone, 1920 by 1080 at 30 frames a second, the same each time. */
final class TestFilm {

  private TestFilm() {}

  /** Has ffmpeg write it to {@code file}, an MP4 with h264 and aac. */
  static Path write(BareFfmpeg ffmpeg, Path file, int seconds) {
    ffmpeg.run(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=1920x1080:rate=30:duration=" + seconds,
            "-f",
            "lavfi",
            "-i",
            "sine=frequency=440:sample_rate=48000:duration=" + seconds,
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-crf",
            "18",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            "-ac",
            "2",
            file.toString()));
    return file;
  }
}
