package io.framewright.image;

import io.framewright.platform.service.FramewrightService;

/** Runs image-service alone in this JVM until SIGTERM. */
public final class ImageService {

  private ImageService() {}

  public static void main(String[] args) {
    FramewrightService.run("image-service");
  }
}
