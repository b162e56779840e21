package io.framewright.image.describe;

import io.framewright.image.vips.VipsImage;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a picture was taken. Of all that EXIF can hold these are the fields that tell nobody's name,
 * place, time or camera's serial number: a description goes into records that stay.
 *
 * @param fields by name in snake case: make, exposure_time
 * @param hasPosition whether the file says where it was taken
 */
record Exif(Map<String, String> fields, boolean hasPosition) {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("exif-ifd0-Make", "make"),
          Map.entry("exif-ifd0-Model", "model"),
          Map.entry("exif-ifd2-LensModel", "lens_model"),
          Map.entry("exif-ifd2-ExposureTime", "exposure_time"),
          Map.entry("exif-ifd2-FNumber", "f_number"),
          Map.entry("exif-ifd2-ISOSpeedRatings", "iso"),
          Map.entry("exif-ifd2-FocalLength", "focal_length"),
          Map.entry("exif-ifd2-FocalLengthIn35mmFilm", "focal_length_35mm"),
          Map.entry("exif-ifd2-Flash", "flash"),
          Map.entry("exif-ifd2-WhiteBalance", "white_balance"),
          Map.entry("exif-ifd2-ExposureProgram", "exposure_program"),
          Map.entry("exif-ifd2-MeteringMode", "metering_mode"));
  private static final int LONGEST = 100;

  /** libvips says: raw (in words, type, n components, n bytes). */
  private static final Pattern SAID =
      Pattern.compile(
          "(?<raw>.*) \\((?<words>.*), [A-Za-z ]+, \\d+ components?, \\d+ bytes\\)",
          Pattern.DOTALL);

  Exif {
    fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  static Exif of(VipsImage image) {
    Map<String, String> fields = new TreeMap<>();
    boolean position = false;
    for (String name : image.metadataNames()) {
      position |= name.startsWith("exif-ifd3-GPSL");
      Optional.ofNullable(NAMES.get(name))
          .ifPresent(ours -> image.text(name).ifPresent(text -> fields.put(ours, words(text))));
    }
    return new Exif(fields, position);
  }

  /** The value in words, on one line. */
  static String words(String said) {
    Matcher matcher = SAID.matcher(said);
    String words = matcher.matches() ? matcher.group("words") : said;
    String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.substring(0, Math.min(line.length(), LONGEST)).strip();
  }
}
