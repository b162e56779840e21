package io.framewright.platform.ids;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Where new ids come from; tests give a counted one. */
@FunctionalInterface
public interface IdSource {

  UUID next();

  /** Time-ordered random ids, UUIDv7 of RFC 9562. */
  static IdSource timeOrdered() {
    return UuidCreator::getTimeOrderedEpoch;
  }
}
