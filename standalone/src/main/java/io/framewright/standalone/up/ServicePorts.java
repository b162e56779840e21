package io.framewright.standalone.up;

import io.framewright.embedded.Ports;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the services listen, all on 127.0.0.1. */
record ServicePorts(int gateway, int metadataService) {

  /** The gateway's as asked, the other one's whatever is free. */
  static ServicePorts choose(int gateway) {
    return new ServicePorts(gateway, Ports.choose(0, "metadata-service"));
  }

  Map<String, Integer> byName() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("gateway", gateway);
    ports.put("metadata-service", metadataService);
    return ports;
  }
}
