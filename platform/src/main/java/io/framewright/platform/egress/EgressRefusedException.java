package io.framewright.platform.egress;

import java.net.UnknownHostException;

/**
 * Ends an attempt to connect: the name leads where no request may go. Of the type that name
 * look-ups may throw.
 */
final class EgressRefusedException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  EgressRefusedException(String reason) {
    super(reason);
  }
}
