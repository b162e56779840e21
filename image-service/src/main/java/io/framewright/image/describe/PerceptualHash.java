package io.framewright.image.describe;

/**
 * 64 bits that similar pictures share: the low frequencies of the discrete cosine transform of 32 ×
 * 32 grey pixels, each compared with their median ("pHash", Zauner 2010). Pictures whose hashes
 * differ in up to about ten bits look alike.
 */
final class PerceptualHash {

  /** Pixels a side of the sample that it is made of. */
  static final int SIDE = 32;

  private static final int LOW = 8;

  private PerceptualHash() {}

  /** 16 lower-case hexadecimal digits. */
  static String of(Sample sample) {
    double[] low = new double[LOW * LOW];
    for (int v = 0; v < LOW; v++) {
      for (int u = 0; u < LOW; u++) {
        low[v * LOW + u] = coefficient(sample, u + 1, v + 1);
      }
    }
    double[] sorted = low.clone();
    java.util.Arrays.sort(sorted);
    double median = (sorted[31] + sorted[32]) / 2;
    long hash = 0;
    for (double value : low) {
      hash = hash << 1 | (value > median ? 1 : 0);
    }
    return "%016x".formatted(hash);
  }

  private static double coefficient(Sample sample, int u, int v) {
    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        sum +=
            sample.luma(x, y)
                * Math.cos((2 * x + 1) * u * Math.PI / (2 * SIDE))
                * Math.cos((2 * y + 1) * v * Math.PI / (2 * SIDE));
      }
    }
    return sum;
  }
}
