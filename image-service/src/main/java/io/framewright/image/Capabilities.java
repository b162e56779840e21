package io.framewright.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.image.convert.Conversion;
import io.framewright.image.convert.ConvertParams;
import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.ImageFormat;
import io.framewright.image.convert.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What this worker can do on this machine, found out by doing it to a picture of one pixel: there
 * are builds of libvips with a saver whose encoder is missing.
 *
 * @param reads formats that could be decoded
 * @param writes formats that could be written
 */
record Capabilities(Set<ImageFormat> reads, Set<ImageFormat> writes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A GIF of one white pixel. */
  private static final byte[] PIXEL =
      Base64.getDecoder().decode("R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=");

  Capabilities {
    reads = Set.copyOf(reads);
    writes = Set.copyOf(writes);
  }

  static Capabilities find(ImageConverter converter) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("framewright-image-");
      try {
        return find(converter, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the temporary folder to try the engine", e);
    }
  }

  private static Capabilities find(ImageConverter converter, Path folder)
      throws IOException, InterruptedException {
    Set<ImageFormat> reads = EnumSet.noneOf(ImageFormat.class);
    Set<ImageFormat> writes = EnumSet.noneOf(ImageFormat.class);
    Path pixel = Files.write(folder.resolve("pixel"), PIXEL);
    if (converts(converter, phonePicture(folder), ImageFormat.PNG, folder.resolve("back"))) {
      reads.add(ImageFormat.HEIC);
    }
    for (ImageFormat format : ImageFormat.values()) {
      if (!format.writable()) {
        continue;
      }
      Path made = folder.resolve(format.word());
      if (converts(converter, pixel, format, made)) {
        writes.add(format);
        if (converts(converter, made, ImageFormat.PNG, folder.resolve("back"))) {
          reads.add(format);
        }
      }
    }
    return new Capabilities(reads, writes);
  }

  private static boolean converts(ImageConverter converter, Path from, ImageFormat format, Path to)
      throws InterruptedException {
    return converter.convert(from, ConvertParams.to(format), to) instanceof Conversion.Converted;
  }

  /** Nothing here writes HEIC, so one was brought along: two pixels a side. */
  private static Path phonePicture(Path folder) throws IOException {
    Path file = folder.resolve("phone");
    try (InputStream in =
        Capabilities.class.getResourceAsStream("/framewright/image-service/pixel.heic")) {
      Files.copy(Objects.requireNonNull(in, "pixel.heic is not on the class path"), file);
    }
    return file;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** As a JSON object: inputs, outputs, limits. */
  String json(Limits limits) {
    ObjectNode json = JSON.createObjectNode();
    put(json, "inputs", reads);
    put(json, "outputs", writes);
    json.put("max_pixels", limits.pixels());
    json.put("max_side", limits.side());
    json.put("max_frames", limits.frames());
    return json.toString();
  }

  private static void put(ObjectNode json, String field, Set<ImageFormat> formats) {
    var array = json.putArray(field);
    EnumSet.allOf(ImageFormat.class).stream()
        .filter(formats::contains)
        .forEach(format -> array.add(format.word()));
  }
}
