package io.framewright.standalone.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One job of the demonstration.
 *
 * @param title for people
 * @param input a file of the repository
 * @param fileName of the result; its ending is the format
 * @param settings as {@code convert --set} takes them
 */
public record Conversion(String title, Path input, String fileName, Map<String, String> settings) {

  public Conversion {
    settings = Map.copyOf(settings);
  }

  /** What the demonstration does with the samples. */
  public static List<Conversion> all(Path samples) {
    Path photo = samples.resolve("photo.jpg");
    Path clip = samples.resolve("clip.mp4");
    return List.of(
        new Conversion("photo to WebP", photo, "photo.webp", Map.of("quality", "80")),
        new Conversion("photo to AVIF", photo, "photo.avif", Map.of("quality", "60")),
        new Conversion(
            "photo to JPEG, 1280×720",
            photo,
            "photo-1280x720.jpg",
            Map.of("width", "1280", "height", "720", "fit", "cover")),
        new Conversion("clip to MP4", clip, "clip.mp4", Map.of("crf", "24", "preset", "fast")),
        new Conversion(
            "clip to thumbnail",
            clip,
            "clip-thumbnail.jpg",
            Map.of("timestamp", "2", "width", "640")));
  }
}
