package io.framewright.transcoder.plan;

import java.util.Locale;

/**
 * Frames on a sprite, row by row.
 *
 * @param interval seconds that each stands for
 * @param width of a frame in pixels; likewise height
 */
record Tiles(double interval, int count, int columns, int width, int height) {

  /**
   * Which part of the sprite is seen when, as players' scrub bars read it: WebVTT cues whose text
   * is the picture with a media fragment ({@code #xywh=}, W3C Media Fragments 1.0).
   */
  String webVtt(String picture, double seconds) {
    StringBuilder text = new StringBuilder("WEBVTT\n");
    for (int i = 0; i < count; i++) {
      double from = i * interval;
      double to = i == count - 1 ? Math.max(seconds, from + 0.001) : (i + 1) * interval;
      text.append(
          "%n%s --> %s%n%s#xywh=%d,%d,%d,%d%n"
              .formatted(
                  clock(from),
                  clock(to),
                  picture,
                  i % columns * width,
                  i / columns * height,
                  width,
                  height));
    }
    return text.toString();
  }

  private static String clock(double seconds) {
    long millis = Math.round(seconds * 1000);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000);
  }
}
