package io.framewright.image.bench;

import io.framewright.image.vips.Vips;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two calls of libvips over and over, thumbnail and save, and nothing else: no check of the input,
 * no plan, no look at the result.
 *
 * <p>Arguments: the input, how often, on how many threads, {@code width=N} and {@code height=N} of
 * a crop, the saver, its options as {@code key=value}. Prints {@code
 * {"seconds","cpu_seconds","peak_kb"}}. Environment {@code FRAMEWRIGHT_LIBVIPS_PATH} names libvips.
 */
public final class BareLibvips {

  private static final int OPTIONS_FROM = 6;

  private final Vips vips;
  private final MemorySegment input;
  private final Map<String, String> crop;
  private final String saver;
  private final Map<String, String> options;

  private BareLibvips(Vips vips, MemorySegment input, List<String> args) {
    this.vips = vips;
    this.input = input;
    this.crop = pairs(args.subList(3, 5));
    this.saver = args.get(5);
    this.options = pairs(args.subList(OPTIONS_FROM, args.size()));
  }

  private static Map<String, String> pairs(List<String> words) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      pairs.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return pairs;
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    if (args.length < OPTIONS_FROM) {
      System.err.println("arguments: INPUT COUNT THREADS width=N height=N SAVER [KEY=VALUE…]");
      System.exit(2);
    }
    Vips vips = Vips.load(System.getenv().getOrDefault("FRAMEWRIGHT_LIBVIPS_PATH", ""));
    int count = Integer.parseInt(args[1]);
    int threads = Integer.parseInt(args[2]);
    try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.READ)) {
      MemorySegment input =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.global());
      BareLibvips loop = new BareLibvips(vips, input, List.of(args));
      loop.run(threads, threads);
      long started = System.nanoTime();
      Duration before = cpu();
      loop.run(count, threads);
      System.out.printf(
          Locale.ROOT,
          "{\"seconds\":%.3f,\"cpu_seconds\":%.3f,\"peak_kb\":%s}%n",
          (System.nanoTime() - started) / 1e9,
          cpu().minus(before).toMillis() / 1e3,
          peak());
    }
  }

  private void run(int count, int threads)
      throws IOException, InterruptedException, ExecutionException {
    Path folder = Files.createTempDirectory("framewright-bare");
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Path output = folder.resolve("output" + i);
        all.add(
            workers.submit(() -> {
              convert(output);
              Files.delete(output);
              return null;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    Files.delete(folder);
  }

  private void convert(Path output) throws VipsException {
    try (VipsOperation thumbnail = vips.operation("thumbnail_buffer");
        VipsImage image = thumbnail.buffer(input).setAll(crop).set("crop", "centre").runToImage();
        VipsOperation save = vips.operation(saver)) {
      save.in(image).setAll(options).set("filename", output).run();
    }
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The most memory that this process has held (proc(5), VmHWM). */
  private static String peak() throws IOException {
    return Files.readString(Path.of("/proc/self/status"))
        .replaceAll("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1");
  }
}
