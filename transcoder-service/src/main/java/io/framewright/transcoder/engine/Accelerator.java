package io.framewright.transcoder.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Graphics hardware that encodes video, by the end of its encoders' names. */
@SuppressWarnings("ImmutableEnumChecker") // the collections are unmodifiable
public enum Accelerator {
  NVENC(List.of("/dev/nvidia0", "/dev/nvidiactl", "/dev/nvidia-uvm"), List.of(), "", "-cq", "p4"),
  QSV(List.of("/dev/dri/renderD128"), List.of(), "nv12", "-global_quality", "medium"),
  VAAPI(
      List.of("/dev/dri/renderD128"),
      List.of("-vaapi_device", "/dev/dri/renderD128"),
      "nv12,hwupload",
      "-qp",
      ""),
  VIDEOTOOLBOX(List.of(), List.of(), "", "-q:v", ""),
  AMF(List.of(), List.of(), "", "-qp_i", "");

  private final List<String> devices;
  private final List<String> general;
  private final String format;
  private final String quality;
  private final String preset;

  Accelerator(
      List<String> devices, List<String> general, String format, String quality, String preset) {
    this.devices = devices;
    this.general = general;
    this.format = format;
    this.quality = quality;
    this.preset = preset;
  }

  /** The device files that it needs; without them there is no such hardware. */
  public List<Path> devices() {
    return devices.stream().map(Path::of).toList();
  }

  /** ffmpeg's encoder of {@code codec}, by ffprobe's name of that. */
  public String encoder(String codec) {
    return codec + "_" + name().toLowerCase(Locale.ROOT);
  }

  /** Arguments before the inputs. */
  public List<String> general() {
    return general;
  }

  /** Encodes one picture to nowhere. */
  public List<String> trial() {
    List<String> arguments = new ArrayList<>(general);
    arguments.addAll(List.of("-f", "lavfi", "-i", "color=size=320x180:rate=25"));
    lastFilter().ifPresent(filter -> arguments.addAll(List.of("-vf", filter)));
    arguments.addAll(List.of("-frames:v", "1", "-c:v", encoder("h264"), "-f", "null", "-"));
    return arguments;
  }

  /** The filter that brings frames where the hardware finds them. */
  public Optional<String> lastFilter() {
    return format.isEmpty() ? Optional.empty() : Optional.of("format=" + format);
  }

  /** The option that takes a constant quality. */
  public String qualityOption() {
    return quality;
  }

  public List<String> presetArguments() {
    return preset.isEmpty() ? List.of() : List.of("-preset", preset);
  }
}
