package io.framewright.image.describe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The colours that take most of a picture. */
final class Palette {

  private static final int MOST = 5;

  /** More would split a sky into many colours; three make eight shades of each channel. */
  private static final int BITS = 3;

  private Palette() {}

  /**
   * One colour.
   *
   * @param color #rrggbb, the mean of the pixels that are about alike
   * @param share of all pixels, 0 to 1
   */
  record Swatch(String color, double share) {}

  /** At most five, the largest first. */
  static List<Swatch> of(Sample sample) {
    int[][] bins = new int[1 << (3 * BITS)][4];
    for (int y = 0; y < sample.height(); y++) {
      for (int x = 0; x < sample.width(); x++) {
        int[] bin = bins[bin(sample, x, y)];
        for (int channel = 0; channel < 3; channel++) {
          bin[channel] += sample.value(x, y, channel);
        }
        bin[3]++;
      }
    }
    List<int[]> full = new ArrayList<>(List.of(bins));
    full.removeIf(bin -> bin[3] == 0);
    full.sort(Comparator.comparingInt((int[] bin) -> bin[3]).reversed());
    double pixels = (double) sample.width() * sample.height();
    return full.stream()
        .limit(MOST)
        .map(bin -> new Swatch(colour(bin), Math.round(1000 * bin[3] / pixels) / 1000.0))
        .toList();
  }

  private static int bin(Sample sample, int x, int y) {
    int shift = 8 - BITS;
    int red = sample.value(x, y, 0) >> shift;
    int green = sample.value(x, y, 1) >> shift;
    int blue = sample.value(x, y, 2) >> shift;
    return (((red << BITS) | green) << BITS) | blue;
  }

  private static String colour(int[] bin) {
    int half = bin[3] / 2;
    return "#%02x%02x%02x"
        .formatted((bin[0] + half) / bin[3], (bin[1] + half) / bin[3], (bin[2] + half) / bin[3]);
  }
}
