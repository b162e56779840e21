package io.framewright.transcoder.operation;

import java.util.List;

/** What a task wants: an operation's parameters. */
public sealed interface Wanted
    permits TranscodeParams, ThumbnailParams, SheetParams, PreviewParams, WaveformParams {

  String TRANSCODE = "video.transcode";
  String THUMBNAIL = "video.thumbnail";
  String GRID = "video.grid";
  String SPRITE = "video.sprite";
  String PREVIEW = "video.preview";
  String WAVEFORM = "audio.waveform";

  /** The operations that this service knows. */
  List<String> OPERATIONS = List.of(TRANSCODE, THUMBNAIL, GRID, SPRITE, PREVIEW, WAVEFORM);

  /** What is done to the input first. */
  List<Step> steps();

  StreamChoice streams();

  /**
   * @param operation one of {@link #OPERATIONS}
   * @param json canonical JSON that is valid against the operation's schema
   */
  static Wanted parse(String operation, String json) {
    return switch (operation) {
      case TRANSCODE -> TranscodeParams.parse(json);
      case THUMBNAIL -> ThumbnailParams.parse(json);
      case GRID -> SheetParams.grid(json);
      case SPRITE -> SheetParams.sprite(json);
      case PREVIEW -> PreviewParams.parse(json);
      case WAVEFORM -> WaveformParams.parse(json);
      default -> throw new IllegalArgumentException("no operation '%s'".formatted(operation));
    };
  }
}
