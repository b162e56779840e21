package io.framewright.image.describe;

/** A blurred picture in 28 characters (blurha.sh, 4 × 3 components). */
final class BlurHash {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
  private static final int ACROSS = 4;
  private static final int DOWN = 3;

  private BlurHash() {}

  static String of(Sample sample) {
    double[][] factors = new double[ACROSS * DOWN][];
    double largest = 0;
    for (int j = 0; j < DOWN; j++) {
      for (int i = 0; i < ACROSS; i++) {
        double[] factor = factor(sample, i, j);
        factors[j * ACROSS + i] = factor;
        for (double value : i + j == 0 ? new double[0] : factor) {
          largest = Math.max(largest, Math.abs(value));
        }
      }
    }
    StringBuilder hash = new StringBuilder();
    digits(hash, ACROSS - 1 + (DOWN - 1) * 9, 1);
    int quantised = (int) Math.clamp(Math.floor(largest * 166 - 0.5), 0, 82);
    digits(hash, quantised, 1);
    double[] mean = factors[0];
    digits(hash, srgb(mean[0]) << 16 | srgb(mean[1]) << 8 | srgb(mean[2]), 4);
    double scale = (quantised + 1) / 166.0;
    for (int i = 1; i < factors.length; i++) {
      digits(hash, detail(factors[i], scale), 2);
    }
    return hash.toString();
  }

  /** One component of the cosine transform, of each linear colour. */
  private static double[] factor(Sample sample, int i, int j) {
    double[] sum = new double[3];
    for (int y = 0; y < sample.height(); y++) {
      for (int x = 0; x < sample.width(); x++) {
        double basis =
            Math.cos(Math.PI * i * x / sample.width())
                * Math.cos(Math.PI * j * y / sample.height());
        for (int channel = 0; channel < 3; channel++) {
          sum[channel] += basis * linear(sample.value(x, y, channel));
        }
      }
    }
    double scale = (i + j == 0 ? 1.0 : 2.0) / (sample.width() * sample.height());
    return new double[] {sum[0] * scale, sum[1] * scale, sum[2] * scale};
  }

  private static int detail(double[] factor, double scale) {
    int result = 0;
    for (double value : factor) {
      double root = Math.copySign(Math.sqrt(Math.abs(value / scale)), value);
      result = result * 19 + (int) Math.clamp(Math.floor(root * 9 + 9.5), 0, 18);
    }
    return result;
  }

  private static void digits(StringBuilder hash, int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      hash.append(DIGITS.charAt(value / (int) Math.pow(83, i) % 83));
    }
  }

  private static double linear(int value) {
    double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  private static int srgb(double linear) {
    double part = Math.clamp(linear, 0, 1);
    double value = part <= 0.0031308 ? part * 12.92 : 1.055 * Math.pow(part, 1 / 2.4) - 0.055;
    return (int) Math.round(value * 255);
  }
}
