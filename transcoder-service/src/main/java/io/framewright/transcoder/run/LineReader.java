package io.framewright.transcoder.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits what a program writes into lines, in bounded memory whatever it writes: of a line that is
 * too long only the beginning is kept.
 */
final class LineReader {

  private static final int MAX_LINE = 2_000;

  private final byte[] line = new byte[MAX_LINE];
  private final Consumer<String> sink;
  private int length;

  LineReader(Consumer<String> sink) {
    this.sink = sink;
  }

  /** Reads until the program closes its end, or ours is closed. */
  void drain(InputStream in) {
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        accept(buffer, read);
      }
    } catch (IOException _) {
      // The process was stopped and its pipe closed under us: what came until then counts.
    }
    flush();
  }

  private void accept(byte[] buffer, int read) {
    for (int i = 0; i < read; i++) {
      byte b = buffer[i];
      if (b == '\n' || b == '\r') {
        flush();
      } else if (length < MAX_LINE) {
        line[length++] = b;
      }
    }
  }

  private void flush() {
    if (length > 0) {
      sink.accept(new String(line, 0, length, StandardCharsets.UTF_8));
      length = 0;
    }
  }
}
