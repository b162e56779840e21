package io.framewright.transcoder;

import io.framewright.platform.service.FramewrightService;

/** Runs the transcoder alone in its process. */
public final class TranscoderService {

  private TranscoderService() {}

  public static void main(String[] arguments) {
    FramewrightService.run("transcoder-service");
  }
}
