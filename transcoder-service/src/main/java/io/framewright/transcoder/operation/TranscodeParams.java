package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.platform.operations.MediaContainer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The parameters of {@code video.transcode}, version 1.
 *
 * @param keepMetadata whether tags and chapters of the input are passed on
 * @param faststart whether the index goes to the front, so that players need not wait for the end
 */
public record TranscodeParams(
    List<Step> steps,
    OutputFormat format,
    Video video,
    Audio audio,
    StreamChoice streams,
    boolean keepMetadata,
    boolean faststart,
    Hardware hardware)
    implements Wanted {

  public TranscodeParams {
    steps = List.copyOf(steps);
  }

  /**
   * How the pictures are written.
   *
   * @param codec by its name in requests, or {@code copy} or {@code none}
   * @param kilobits a second, instead of a constant quality
   * @param preset x264's word for the trade of time against size
   * @param pixels ffmpeg's name of the pixel format
   */
  public record Video(
      Optional<String> codec,
      OptionalInt crf,
      OptionalInt kilobits,
      boolean twoPass,
      String preset,
      OptionalDouble fps,
      String pixels) {}

  /**
   * How the sound is written.
   *
   * @param codec by its name in requests, or {@code copy} or {@code none}
   * @param kilobits a second
   */
  public record Audio(
      Optional<String> codec, OptionalInt kilobits, OptionalInt channels, OptionalInt sampleRate) {}

  /** Whether graphics hardware encodes. */
  public enum Hardware {
    /** Where there is any, and the processor if that fails. */
    AUTO,
    NONE,
    REQUIRE
  }

  /**
   * @param json canonical JSON that is valid against the operation's schema
   */
  public static TranscodeParams parse(String json) {
    JsonNode params = Params.read(json);
    JsonNode output = params.path("output");
    return new TranscodeParams(
        Steps.of(params),
        Params.word(OutputFormat.class, output.path("format").asText()),
        video(output.path("video")),
        audio(output.path("audio")),
        StreamChoice.of(params),
        params.path("metadata").asText("strip").equals("keep"),
        output.path("faststart").asBoolean(true),
        Params.word(Hardware.class, params.path("hardware_acceleration").asText("auto")));
  }

  private static Video video(JsonNode video) {
    return new Video(
        Params.text(video, "codec"),
        Params.integer(video, "crf"),
        Params.kilobits(video, "bitrate"),
        video.path("two_pass").asBoolean(false),
        video.path("preset").asText("medium"),
        Params.number(video, "fps"),
        video.path("pixel_format").asText("yuv420p"));
  }

  private static Audio audio(JsonNode audio) {
    return new Audio(
        Params.text(audio, "codec"),
        Params.kilobits(audio, "bitrate"),
        Params.integer(audio, "channels"),
        Params.integer(audio, "sample_rate"));
  }

  /** Whether the pictures pass as they are. */
  public boolean copiesVideo() {
    return video.codec().filter(MediaContainer.COPY::equals).isPresent()
        || (video.codec().isEmpty() && stepsCopy());
  }

  /** Whether the sound passes as it is. */
  public boolean copiesAudio() {
    return audio.codec().filter(MediaContainer.COPY::equals).isPresent()
        || (audio.codec().isEmpty() && stepsCopy());
  }

  public boolean wantsVideo() {
    return format.holdsVideo() && video.codec().filter(MediaContainer.NONE::equals).isEmpty();
  }

  public boolean wantsAudio() {
    return audio.codec().filter(MediaContainer.NONE::equals).isEmpty();
  }

  /** The codec of the pictures, where they are written anew. */
  public VideoCodec videoCodec() {
    return video
        .codec()
        .map(word -> Params.word(VideoCodec.class, word))
        .orElseGet(() -> format.videoCodecs().getFirst());
  }

  /** The codec of the sound, where it is written anew. */
  public AudioCodec audioCodec() {
    return audio
        .codec()
        .map(word -> Params.word(AudioCodec.class, word))
        .orElseGet(() -> format.audioCodecs().getFirst());
  }

  /** A step that leaves the streams as they are asks for copies where nothing else is asked for. */
  private boolean stepsCopy() {
    return steps.stream()
        .anyMatch(step ->
            (step instanceof Step.Trim trim && trim.copy())
                || (step instanceof Step.Rotate rotate && rotate.tagOnly()));
  }
}
