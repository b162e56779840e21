package io.framewright.standalone.up;

import io.framewright.embedded.Ports;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the services listen, all on 127.0.0.1. */
record ServicePorts(
    int gateway,
    int jobOrchestrator,
    int metadataService,
    int transcoderService,
    int imageService) {

  /** The gateway's as asked, the others' whatever is free. */
  static ServicePorts choose(int gateway) {
    return new ServicePorts(
        gateway,
        Ports.choose(0, "job-orchestrator"),
        Ports.choose(0, "metadata-service"),
        Ports.choose(0, "transcoder-service"),
        Ports.choose(0, "image-service"));
  }

  Map<String, Integer> byName() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("gateway", gateway);
    ports.put("job-orchestrator", jobOrchestrator);
    ports.put("metadata-service", metadataService);
    ports.put("transcoder-service", transcoderService);
    ports.put("image-service", imageService);
    return ports;
  }
}
