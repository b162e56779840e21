package io.framewright.metadata;

import io.framewright.platform.service.FramewrightService;

/** Runs metadata-service alone in its process. */
public final class MetadataService {

  private MetadataService() {}

  public static void main(String[] arguments) {
    FramewrightService.run("metadata-service");
  }
}
