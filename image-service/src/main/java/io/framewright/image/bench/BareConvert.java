package io.framewright.image.bench;

import io.framewright.image.convert.Conversion;
import io.framewright.image.convert.ConvertParams;
import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.Limits;
import io.framewright.image.convert.PixelBudget;
import io.framewright.image.vips.Vips;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Converts one picture over and over with the worker's own code, without any platform around it.
 *
 * <p>Arguments: the input, the output format or the parameters of image.convert as JSON, how often.
 * Prints {@code {"median_ms","count","engine"}}. Environment {@code FRAMEWRIGHT_LIBVIPS_PATH} names
 * libvips. The first five conversions warm up and do not count.
 */
public final class BareConvert {

  private static final int WARM_UP = 5;

  private BareConvert() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3) {
      System.err.println("arguments: INPUT FORMAT|PARAMS COUNT");
      System.exit(2);
    }
    String params = args[1].startsWith("{") ? args[1] : paramsFor(args[1]);
    run(Path.of(args[0]), ConvertParams.parse(params), Integer.parseInt(args[2]), System.out);
  }

  private static void run(Path input, ConvertParams params, int count, PrintStream out)
      throws IOException, InterruptedException {
    String path = System.getenv().getOrDefault("FRAMEWRIGHT_LIBVIPS_PATH", "");
    Vips vips = Vips.load(path);
    var converter = new ImageConverter(vips, Limits.DEFAULT, new PixelBudget(Integer.MAX_VALUE));
    double median = medianMillis(converter, input, params, count);
    out.printf(
        Locale.ROOT,
        "{\"median_ms\":%.3f,\"count\":%d,\"engine\":\"libvips %s\"}%n",
        median,
        count,
        vips.version());
  }

  /**
   * The median wall time of one conversion, in milliseconds.
   *
   * @param count at least 1
   */
  public static double medianMillis(
      ImageConverter converter, Path input, ConvertParams params, int count)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("framewright-bare", ".out");
    try {
      for (int i = 0; i < WARM_UP; i++) {
        seconds(converter, input, params, output);
      }
      double[] times = new double[count];
      for (int i = 0; i < count; i++) {
        times[i] = seconds(converter, input, params, output);
      }
      Arrays.sort(times);
      return times[count / 2] * 1000;
    } finally {
      Files.delete(output);
    }
  }

  private static double seconds(
      ImageConverter converter, Path input, ConvertParams params, Path output)
      throws InterruptedException {
    long started = System.nanoTime();
    return switch (converter.convert(input, params, output)) {
      case Conversion.Converted _ -> (System.nanoTime() - started) / 1e9;
      case Conversion.Refused(var code, var message) ->
          throw new IllegalArgumentException("%s: %s".formatted(code, message));
      case Conversion.NoSpace(var message) -> throw new IllegalStateException(message);
      case Conversion.Unusable(var message) -> throw new IllegalStateException(message);
      case Conversion.Aborted _ -> throw new IllegalStateException("nobody aborts here");
    };
  }

  private static String paramsFor(String format) {
    return "{\"output\":{\"format\":\"%s\"}}".formatted(format);
  }
}
