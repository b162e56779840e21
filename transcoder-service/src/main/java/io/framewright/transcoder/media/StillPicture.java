package io.framewright.transcoder.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The pictures that may be laid over a film, by their first bytes. */
enum StillPicture {
  PNG("png_pipe", "\u0089PNG\r\n\u001a\n", ""),
  JPEG("jpeg_pipe", "\u00ff\u00d8\u00ff", ""),
  WEBP("webp_pipe", "RIFF", "WEBP");

  private static final int SECOND_WORD = 8;

  private final String demuxer;
  private final String start;
  private final String second;

  StillPicture(String demuxer, String start, String second) {
    this.demuxer = demuxer;
    this.start = start;
    this.second = second;
  }

  String demuxer() {
    return demuxer;
  }

  static Optional<StillPicture> sniff(Path file) throws IOException {
    String head;
    try (InputStream in = Files.newInputStream(file)) {
      head = new String(in.readNBytes(16), StandardCharsets.ISO_8859_1);
    }
    for (StillPicture kind : values()) {
      if (head.startsWith(kind.start) && head.startsWith(kind.second, SECOND_WORD)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
