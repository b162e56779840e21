package io.framewright.transcoder;

import io.framewright.transcoder.engine.Ffmpeg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The inputs that the matrix names: one of each kind that people have, made when first asked for.
 */
final class MatrixInputs {

  private static final List<String> H264 = List.of("-c:v", "libx264", "-preset", "ultrafast");
  private static final List<String> AAC = List.of("-c:a", "aac");

  private static final Map<String, List<String>> OUTPUTS =
      Map.ofEntries(
          Map.entry("film.mp4", both(H264, List.of("-g", "25"), AAC)),
          Map.entry("film.mov", both(H264, AAC)),
          Map.entry("film.avi", List.of("-c:v", "mpeg4", "-c:a", "libmp3lame")),
          Map.entry("film.mkv", List.of("-c:v", "libx265", "-preset", "ultrafast", "-c:a", "ac3")),
          Map.entry(
              "film.webm",
              List.of(
                  "-c:v",
                  "libvpx-vp9",
                  "-deadline",
                  "realtime",
                  "-cpu-used",
                  "8",
                  "-c:a",
                  "libopus")),
          Map.entry("film.mpg", List.of("-c:v", "mpeg2video", "-c:a", "mp2")),
          Map.entry("film.ts", both(H264, AAC)),
          Map.entry("film.flv", both(H264, AAC, List.of("-ar", "44100"))),
          Map.entry("silent.mp4", both(H264, List.of("-an"))),
          Map.entry(
              "odd.mkv", both(List.of("-vf", "scale=161:91,setsar=1,format=yuv444p"), H264, AAC)),
          Map.entry("anamorphic.mp4", both(List.of("-vf", "scale=120:90,setsar=4/3"), H264, AAC)),
          Map.entry(
              "vfr.mp4",
              both(
                  List.of("-vf", "scale=160:90,select=lt(mod(n\\,10)\\,6)", "-fps_mode", "vfr"),
                  H264,
                  AAC)),
          Map.entry("oneframe.mp4", both(H264, List.of("-an", "-frames:v", "1"))),
          Map.entry(
              "tracks.mkv",
              both(List.of("-map", "0:v", "-map", "1:a", "-map", "1:a", "-map", "1:a"), H264, AAC)),
          Map.entry("surround.mkv", both(H264, AAC, List.of("-ac", "6"))),
          Map.entry(
              "quiet.wav", List.of("-vn", "-af", "volume=-20dB", "-c:a", "pcm_s16le", "-ac", "2")),
          Map.entry("mute.wav", List.of("-vn", "-af", "volume=0", "-c:a", "pcm_s16le", "-ac", "2")),
          Map.entry("sound.mp3", List.of("-vn", "-c:a", "libmp3lame", "-ac", "2")),
          Map.entry("sound.flac", List.of("-vn", "-c:a", "flac", "-ac", "2")),
          Map.entry("sound.ogg", List.of("-vn", "-c:a", "libopus", "-ac", "2")),
          Map.entry(
              "logo.png",
              List.of(
                  "-an", "-vf", "scale=40:20", "-frames:v", "1", "-f", "image2", "-c:v", "png")),
          Map.entry("tall.mp4", both(List.of("-vf", "transpose=clock"), H264, AAC)));

  private final Ffmpeg ffmpeg;
  private final Path folder;

  MatrixInputs(Ffmpeg ffmpeg, Path folder) {
    this.ffmpeg = ffmpeg;
    this.folder = folder;
  }

  Path file(String name) {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return file;
    }
    if (name.equals("turned.mp4")) {
      return Clips.turned(ffmpeg, file("film.mp4"), file);
    }
    List<String> arguments = new ArrayList<>();
    if (!name.equals("odd.mkv") && !name.equals("anamorphic.mp4")) {
      arguments.addAll(List.of("-s", "160x90"));
    }
    arguments.addAll(OUTPUTS.getOrDefault(name, List.of()));
    if (arguments.contains("-vf")) {
      arguments.removeAll(List.of("-s", "160x90"));
    }
    return Clips.make(ffmpeg, file, 4, arguments.toArray(String[]::new));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the parts are read only
  private static List<String> both(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }
}
