package io.framewright.gateway;

import io.framewright.platform.service.FramewrightService;

/** The gateway in a process of its own. */
public final class GatewayService {

  private GatewayService() {}

  public static void main(String[] args) {
    FramewrightService.run("gateway");
  }
}
